package io.tributary.local.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts bytes at line feeds. A line above the limit is passed over without keeping it. Not
 * thread-safe.
 */
final class LineReader {

  private final InputStream in;
  private final int maxBytes;
  private final byte[] buffer = new byte[64 << 10];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(4 << 10);
  private int next;
  private int end;

  private long length;
  private boolean terminated;

  LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /** Reads a line; answers false at the end. A last line may lack its line feed. */
  boolean read() throws IOException {
    line.reset();
    length = 0;
    terminated = false;
    while (next < end || fill()) {
      int start = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      keep(start, next - start);
      if (next < end) {
        next++;
        terminated = true;
        return true;
      }
    }
    return length > 0;
  }

  /** The line without its line feed; meaningless if it is too long. */
  byte[] line() {
    return line.toByteArray();
  }

  boolean isTooLong() {
    return length > maxBytes;
  }

  /** Whether a line feed ended it. */
  boolean isTerminated() {
    return terminated;
  }

  /** Its bytes in the file, line feed included. */
  long lengthInFile() {
    return length + (terminated ? 1 : 0);
  }

  private void keep(int start, int count) {
    length += count;
    if (length <= maxBytes) {
      line.write(buffer, start, count);
    }
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }
}
