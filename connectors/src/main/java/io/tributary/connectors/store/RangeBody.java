package io.tributary.connectors.store;

import io.tributary.lake.plan.ByteRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * The bytes of a range out of an answer that may be any other: never more than were asked for are
 * held, and whatever more comes is cut off. Immutable.
 *
 * @param head what was said before the bytes
 * @param bytes as many as came, from the range's beginning
 * @param expected how many the answer promised; fewer than asked for where the object ends before
 */
record RangeBody(GetObjectResponse head, byte[] bytes, long expected) {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final int STEP = 64 << 10;

  /**
   * Reads an answer.
   *
   * @param nanoTime a clock such as {@link System#nanoTime}
   * @param until when the whole answer must be there, however it drips
   * @throws IOException if it breaks off, takes too long, or is of other bytes
   */
  static RangeBody read(
      GetObjectResponse head,
      AbortableInputStream in,
      ByteRange range,
      LongSupplier nanoTime,
      long until)
      throws IOException {
    boolean ended = false;
    try {
      long expected = expected(head, range);
      byte[] bytes = readUpTo(in, expected, nanoTime, until);
      ended = head.contentLength() != null && head.contentLength() == bytes.length;
      return new RangeBody(head, bytes, expected);
    } finally {
      if (!ended) {
        // Closing would read what is left, and keep the connection.
        in.abort();
      }
    }
  }

  /** Whether all that was promised came. */
  boolean isWhole() {
    return bytes.length == expected;
  }

  private static long expected(GetObjectResponse head, ByteRange range) throws IOException {
    if (head.contentRange() == null) {
      if (range.offset() != 0) {
        throw new IOException("the range was ignored");
      }
      return head.contentLength() == null
          ? range.length()
          : Math.max(0, Math.min(range.length(), head.contentLength()));
    }
    Matcher said = CONTENT_RANGE.matcher(head.contentRange());
    if (!said.matches() || Long.parseLong(said.group(1)) != range.offset()) {
      throw new IOException("another range was answered");
    }
    long total = Long.parseLong(said.group(3));
    return Math.max(0, Math.min(range.length(), total - range.offset()));
  }

  private static byte[] readUpTo(InputStream in, long most, LongSupplier nanoTime, long until)
      throws IOException {
    byte[] bytes = new byte[(int) Math.min(most, STEP)];
    int filled = 0;
    while (filled < most) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while reading");
      }
      if (nanoTime.getAsLong() - until > 0) {
        throw new IOException("the answer takes too long");
      }
      if (filled == bytes.length) {
        // What an answer promises is not believed before half of it is there.
        bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(most, 2L * bytes.length)));
      }
      int count = in.read(bytes, filled, bytes.length - filled);
      if (count < 0) {
        break;
      }
      filled += count;
    }
    return filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled);
  }
}
