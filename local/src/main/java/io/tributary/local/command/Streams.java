package io.tributary.local.command;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams of a command. Not thread-safe.
 *
 * @param in input, unbuffered
 * @param out results, unbuffered; a failed write throws, so that a closed pipe is noticed
 * @param err what is meant for a person, flushed with every line
 */
public record Streams(InputStream in, OutputStream out, PrintWriter err) {

  /** The streams of this process. */
  public static Streams ofProcess() {
    return new Streams(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset()));
  }

  /**
   * Writes one line of a result in UTF-8.
   *
   * @throws IOException if standard output was closed
   */
  public void line(String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
