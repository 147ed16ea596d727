package io.tributary.local.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a store and lets requests fail as told. Passes bytes on as they are,
 * so that signatures hold. One request a connection.
 */
public final class FaultProxy implements AutoCloseable {

  /** What a request is for. */
  public enum Call {
    CREATE,
    PART,
    COMPLETE,
    HEAD,
    OTHER
  }

  /** How a request can fail. */
  public enum Fault {
    /** 503 SlowDown. */
    THROTTLED,
    /** 500 InternalError. */
    BROKEN,
    /** 403 AccessDenied. */
    REFUSED,
    /** 400 ExpiredToken. */
    EXPIRED,
    /** The connection is reset before the store has seen the request. */
    RESET,
    /** No answer, until the client hangs up. */
    SLOW,
    /** The store does it, and the client never hears of it. */
    LOST_ANSWER
  }

  private record Plan(Call call, Fault fault, int times) {}

  private final URI target;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Call> seen = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<String> sessions = new CopyOnWriteArrayList<>();
  private Plan plan = new Plan(Call.OTHER, Fault.RESET, 0);
  private volatile boolean down;

  public FaultProxy(URI target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The next requests of this kind fail so. */
  synchronized void fail(Call call, Fault fault, int times) {
    plan = new Plan(call, fault, times);
  }

  /** Every request is reset, or none any more but those that are to fail. */
  public void setDown(boolean down) {
    this.down = down;
  }

  /** How many requests of a kind have come. */
  long seen(Call call) {
    return seen.stream().filter(call::equals).count();
  }

  /** The heads of all requests, secrets included. */
  public List<String> heads() {
    return heads;
  }

  /** All answers to requests for sessions, secrets included. */
  public List<String> sessions() {
    return sessions;
  }

  private synchronized Fault next(Call call) {
    if (down) {
      return Fault.RESET;
    }
    if (plan.call() != call || plan.times() == 0) {
      return null;
    }
    plan = new Plan(plan.call(), plan.fault(), plan.times() - 1);
    return plan.fault();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException closed) {
      // The server socket is closed: that is how this thread ends.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = readHead(client.getInputStream());
      if (!head.isEmpty()) {
        Call call = callOf(head);
        seen.add(call);
        heads.add(head);
        serve(client, head, next(call));
      }
    } catch (IOException hungUp) {
      // Either side may hang up at any time.
    } finally {
      open.remove(client);
    }
  }

  private void serve(Socket client, String head, Fault fault) throws IOException {
    if (fault == null && head.startsWith("POST / ")) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      forward(client, head, answer);
      sessions.add(answer.toString(StandardCharsets.UTF_8));
      client.getOutputStream().write(answer.toByteArray());
      return;
    }
    if (fault == null) {
      forward(client, head, client.getOutputStream());
      return;
    }
    switch (fault) {
      case THROTTLED -> answer(client, head, "503 Slow Down", "SlowDown");
      case BROKEN -> answer(client, head, "500 Internal Server Error", "InternalError");
      case REFUSED -> answer(client, head, "403 Forbidden", "AccessDenied");
      case EXPIRED -> answer(client, head, "400 Bad Request", "ExpiredToken");
      case RESET -> client.setSoLinger(true, 0);
      case SLOW -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
      case LOST_ANSWER -> {
        forward(client, head, OutputStream.nullOutputStream());
        client.setSoLinger(true, 0);
      }
    }
  }

  private void forward(Socket client, String head, OutputStream answers) throws IOException {
    try (Socket store = new Socket(target.getHost(), target.getPort())) {
      open.add(store);
      String once = head.replaceFirst("(?i)\r\nconnection:[^\r]*", "");
      String closing = once.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
      store.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
      threads.execute(() -> pump(client, store));
      store.getInputStream().transferTo(answers);
      open.remove(store);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // The exchange is over.
    }
  }

  private static void answer(Socket client, String head, String status, String code)
      throws IOException {
    client.getInputStream().readNBytes(bodyLength(head));
    String body =
        head.startsWith("HEAD ")
            ? ""
            : "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
                + code
                + "</Code><Message>as planned</Message><RequestId>1</RequestId></Error>";
    String text =
        "HTTP/1.1 "
            + status
            + "\r\nContent-Type: application/xml\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body;
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  private static int bodyLength(String head) {
    String lower = head.toLowerCase(Locale.ROOT);
    // A client that asks first does not send its body after such an answer.
    return lower.contains("\r\nexpect:")
        ? 0
        : lower
            .lines()
            .filter(line -> line.startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(0);
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      last = last << 8 | b;
      if (last == 0x0d0a0d0a) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  private static Call callOf(String head) {
    String line = head.lines().findFirst().orElse("");
    if (line.startsWith("HEAD ")) {
      return Call.HEAD;
    }
    if (line.startsWith("POST ")) {
      return line.contains("uploadId=") ? Call.COMPLETE : Call.CREATE;
    }
    return line.startsWith("PUT ") && line.contains("partNumber=") ? Call.PART : Call.OTHER;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
