package io.tributary.benchmarks.chaos;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Passes on the head of an HTTP answer and half of its body. Not thread-safe. */
final class HalfAnAnswer extends FilterOutputStream {

  private static final int END_OF_HEAD = 0x0d0a0d0a;

  /** Of a body whose length nobody tells. */
  private static final int FEW_BYTES = 100;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private int last;
  private long left = -1;

  HalfAnAnswer(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    if (left == 0) {
      return;
    }
    out.write(b);
    if (left > 0) {
      left--;
      return;
    }
    head.write(b);
    last = last << 8 | (b & 0xff);
    if (last == END_OF_HEAD) {
      left = half(head.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    while (left < 0 && at < offset + length) {
      write(bytes[at++]);
    }
    int count = (int) Math.min(Math.max(0, left), offset + length - at);
    out.write(bytes, at, count);
    left = left < 0 ? left : left - count;
  }

  private static long half(String head) {
    return head.lines()
        .filter(line -> line.startsWith("content-length:"))
        .mapToLong(line -> Long.parseLong(line.substring(15).strip()) / 2)
        .findFirst()
        .orElse(FEW_BYTES);
  }
}
