package io.tributary.connectors.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on loopback that answers each request as told, however wrong that is, and hangs up. The
 * last thing that it was told it does again and again.
 */
public final class RudeServer implements AutoCloseable {

  /** What is done with a request. */
  @FunctionalInterface
  public interface Answer {
    void give(Socket client) throws IOException;
  }

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final AtomicLong poured = new AtomicLong();

  public RudeServer() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Does these things, in this order, instead of what it was told before. */
  public synchronized void will(Answer... planned) {
    answers.clear();
    answers.addAll(List.of(planned));
    heads.clear();
  }

  /** The heads of requests since it was told. */
  public List<String> heads() {
    return heads;
  }

  /** Bytes that {@link #pour} got rid of. */
  public long poured() {
    return poured.get();
  }

  /** An answer with a body, whose length is told unless a header says otherwise. */
  public static Answer say(String status, String headers, String body) {
    return client -> {
      String length =
          headers.contains("Content-Length") ? "" : "Content-Length: " + body.length() + "\r\n";
      write(client, head(status, headers + length) + body);
    };
  }

  /** An error as S3 tells it. */
  public static Answer error(String status, String code) {
    return say(status, "", "<Error><Code>" + code + "</Code><RequestId>1</RequestId></Error>");
  }

  /** A body without an end, as fast as it is taken. */
  public Answer pour(String status, String headers, String beginning) {
    return client -> {
      write(client, head(status, headers + "Content-Length: 1000000000000\r\n") + beginning);
      OutputStream out = client.getOutputStream();
      byte[] more = "x".repeat(8192).getBytes(StandardCharsets.ISO_8859_1);
      while (!client.isClosed()) {
        out.write(more);
        poured.addAndGet(more.length);
      }
    };
  }

  /** Nothing, until the client hangs up. */
  public static Answer silence() {
    return client -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** The connection is reset. */
  public static Answer reset() {
    return client -> client.setSoLinger(true, 0);
  }

  private static String head(String status, String headers) {
    return "HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\n\r\n";
  }

  private static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
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
        next(head).give(client);
      }
    } catch (IOException hungUp) {
      // Either side may hang up at any time.
    }
  }

  private synchronized Answer next(String head) {
    heads.add(head);
    return answers.size() > 1 ? answers.remove() : answers.element();
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
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
