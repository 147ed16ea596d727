package io.tributary.lake.draw;

import io.tributary.lake.commitment.Commitments;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A labelled stream of numbers from a seed: SHA-256 in counter mode. Streams with other labels are
 * independent of it, so that one kind of draw never shifts another. Not thread-safe.
 */
public final class DrawStream {

  private static final byte[] TAG = "tributary/draw/1".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_LABEL_CHARACTERS = 64;

  private final MessageDigest sha = Commitments.sha256();
  private final byte[] prefix;
  private ByteBuffer block = ByteBuffer.allocate(0);
  private long counter;

  /**
   * The stream of a seed with this label.
   *
   * @throws IllegalArgumentException if the label is not 1 to 64 characters of printable ASCII
   */
  public DrawStream(Seed seed, String label) {
    byte[] name = label.getBytes(StandardCharsets.US_ASCII);
    boolean printable = label.chars().allMatch(c -> c > ' ' && c < 0x7F);
    if (name.length == 0 || name.length > MOST_LABEL_CHARACTERS || !printable) {
      throw new IllegalArgumentException("no label of a stream of draws: " + label);
    }
    byte[] secret = seed.bytes().bytes();
    prefix =
        ByteBuffer.allocate(TAG.length + secret.length + 1 + name.length)
            .put(TAG)
            .put(secret)
            .put((byte) name.length)
            .put(name)
            .array();
  }

  /** The next 64 bits, as an unsigned number. */
  public long next() {
    if (!block.hasRemaining()) {
      sha.update(prefix);
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
      counter++;
      block = ByteBuffer.wrap(sha.digest());
    }
    return block.getLong();
  }

  /**
   * A number from 0 to below a bound, each exactly as likely as the others: what lies beyond the
   * largest multiple of the bound is drawn anew.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  public long below(long bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("nothing to draw from: " + bound);
    }
    // 2^64 mod bound, in unsigned arithmetic: 2^64 - bound has the same remainder.
    long excess = Long.remainderUnsigned(-bound, bound);
    long value = next();
    while (Long.compareUnsigned(value, -excess) >= 0 && excess != 0) {
      value = next();
    }
    return Long.remainderUnsigned(value, bound);
  }

  /**
   * Different numbers from 0 to below a bound, ascending, each set of them exactly as likely as the
   * others (Floyd's algorithm: Bentley and Floyd, "A sample of brilliance", CACM 30(9), 1987). If
   * as many are asked for as there are, or more, the answer is all, and nothing is drawn.
   *
   * @throws IllegalArgumentException if the count is negative or the bound not positive
   */
  public long[] distinct(int count, long bound) {
    if (count < 0 || bound < 1) {
      throw new IllegalArgumentException(count + " numbers of " + bound + " cannot be drawn");
    }
    long[] numbers = new long[(int) Math.min(count, bound)];
    if (count >= bound) {
      Arrays.setAll(numbers, i -> i);
      return numbers;
    }
    Set<Long> taken = new HashSet<>();
    for (int i = 0; i < count; i++) {
      long last = bound - count + i;
      long number = below(last + 1);
      numbers[i] = taken.add(number) ? number : last;
      taken.add(numbers[i]);
    }
    Arrays.sort(numbers);
    return numbers;
  }
}
