package io.tributary.hotkey.command;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * Answers every line of a stream with one line, in order. Lines end with LF (a CR before it is
 * dropped) and are UTF-8; a line over the limit is answered as if it were empty. Answers are
 * flushed whenever no more input is waiting, so that a pipe can be talked to. Thread-safe.
 */
public final class LineFilter {

  private static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

  private final UnaryOperator<String> answer;

  /**
   * @param answer gives one line for any line, without line ends; never throws
   */
  public LineFilter(UnaryOperator<String> answer) {
    this.answer = answer;
  }

  /**
   * Runs until the input ends. Closes neither stream.
   *
   * @throws IOException if reading or writing fails
   */
  public void run(InputStream input, OutputStream output) throws IOException {
    BufferedInputStream in = new BufferedInputStream(input, 64 * 1024);
    BufferedOutputStream out = new BufferedOutputStream(output, 64 * 1024);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    long length = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        answer(line, length, out);
        length = 0;
        if (in.available() == 0) {
          out.flush();
        }
      } else {
        length++;
        if (length <= MAX_LINE_BYTES) {
          line.write(b);
        }
      }
    }
    if (length > 0) {
      answer(line, length, out);
    }
    out.flush();
  }

  private void answer(ByteArrayOutputStream line, long length, OutputStream out)
      throws IOException {
    String text = length > MAX_LINE_BYTES ? "" : line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
    }
    out.write(answer.apply(text).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }
}
