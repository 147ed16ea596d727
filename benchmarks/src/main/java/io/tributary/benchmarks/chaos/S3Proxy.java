package io.tributary.benchmarks.chaos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a service and who uses it, the job and its store in the first place, and lets
 * requests fail. Passes bytes on as they are, so that signatures hold. One request a connection.
 * Thread-safe.
 */
public final class S3Proxy implements AutoCloseable {

  private static final Duration LATE = Duration.ofSeconds(2);

  /** Longer than any client waits. */
  private static final Duration HANGING = Duration.ofSeconds(90);

  private static final int BACKLOG = 200;

  private final URI target;
  private final FaultPlan faults;
  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "chaos-s3-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** Begins to listen on a free port of loopback. */
  public S3Proxy(URI target, FaultPlan faults) throws IOException {
    this.target = target;
    this.faults = faults;
    this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** Where the job finds the store. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
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
        serve(client, head);
      }
    } catch (IOException hungUp) {
      // Either side may hang up at any time; a killed process does.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void serve(Socket client, String head) throws IOException, InterruptedException {
    S3Fault fault = faults.arrived(S3Call.of(head)).orElse(null);
    if (fault == null) {
      forward(client, head, client.getOutputStream());
      return;
    }
    switch (fault) {
      case THROTTLED, BROKEN, EXPIRED -> refuse(client, head, fault);
      case RESET -> client.setSoLinger(true, 0);
      case LOST_ANSWER -> {
        forward(client, head, OutputStream.nullOutputStream());
        client.setSoLinger(true, 0);
      }
      case TRUNCATED -> forward(client, head, new HalfAnAnswer(client.getOutputStream()));
      case LATE -> {
        TimeUnit.NANOSECONDS.sleep(LATE.toNanos());
        forward(client, head, client.getOutputStream());
      }
      case HANGING -> {
        client.setSoTimeout((int) HANGING.toMillis());
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private void forward(Socket client, String head, OutputStream answers) throws IOException {
    try (Socket store = new Socket(target.getHost(), target.getPort())) {
      open.add(store);
      try {
        String once = head.replaceFirst("(?i)\r\nconnection:[^\r]*", "");
        String closing = once.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
        store.getOutputStream().write(closing.getBytes(StandardCharsets.ISO_8859_1));
        threads.execute(() -> pump(client, store));
        store.getInputStream().transferTo(answers);
      } finally {
        open.remove(store);
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      // A killed client sends no more: the store need not wait for the rest.
      to.shutdownOutput();
    } catch (IOException ended) {
      // The exchange is over.
    }
  }

  private static void refuse(Socket client, String head, S3Fault fault) throws IOException {
    client.getInputStream().skipNBytes(bodyLength(head));
    String body =
        head.startsWith("HEAD ")
            ? ""
            : "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
                + fault.code()
                + "</Code><Message>as planned</Message><RequestId>1</RequestId></Error>";
    String answer =
        "HTTP/1.1 "
            + fault.status()
            + "\r\nContent-Type: application/xml\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body;
    client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
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

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
