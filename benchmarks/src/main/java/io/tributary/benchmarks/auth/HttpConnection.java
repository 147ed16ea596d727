package io.tributary.benchmarks.auth;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection that is kept alive, with as little work for each request as can be: its processor
 * time is taken from the service. Understands answers that state their length. Not thread-safe.
 */
final class HttpConnection implements Closeable {

  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MOST_ANSWER_BYTES = 64 * 1024;
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *(\\d{1,6})\r\n", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE = Pattern.compile("\"(?:code|error)\":\"([A-Z_0-9]+)\"");

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[MOST_ANSWER_BYTES];

  HttpConnection(InetSocketAddress address) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address, TIMEOUT_MILLIS);
    in = socket.getInputStream();
  }

  /** Sends a request; answers the status, and after a blank the code of a refusal. */
  String send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    int filled = 0;
    int end = -1;
    while (end < 0) {
      filled = read(filled);
      end = endOfHead(filled);
    }
    String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(head);
    if (!length.find()) {
      throw new IOException("an answer without length");
    }
    int whole = end + Integer.parseInt(length.group(1));
    while (filled < whole) {
      filled = read(filled);
    }
    return outcome(head.substring(9, 12), end, whole);
  }

  private String outcome(String status, int from, int to) {
    if (status.equals("200")) {
      return status;
    }
    String body = new String(buffer, from, to - from, StandardCharsets.UTF_8);
    Matcher code = CODE.matcher(body);
    return code.find() ? status + " " + code.group(1) : status;
  }

  private int read(int filled) throws IOException {
    if (filled == buffer.length) {
      throw new IOException("an answer of more than " + MOST_ANSWER_BYTES + " bytes");
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    if (count < 0) {
      throw new EOFException("the service closed a connection");
    }
    return filled + count;
  }

  /** Where the body begins, -1 if the head is not complete. */
  private int endOfHead(int filled) {
    for (int i = 3; i < filled; i++) {
      if (buffer[i] == '\n' && Arrays.equals(buffer, i - 3, i + 1, END_OF_HEAD, 0, 4)) {
        return i + 1;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
