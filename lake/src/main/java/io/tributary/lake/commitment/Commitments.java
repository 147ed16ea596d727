package io.tributary.lake.commitment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digests of a file: one for each leaf of its data region, and one for its tail.
 *
 * <p>The data region is byte 0 up to {@code dataLength}, the end of the last row group. It is cut
 * into leaves of {@code leafSize} bytes, the last one shorter. The tail is everything after it. All
 * integers are big-endian. Pure functions, thread-safe.
 */
public final class Commitments {

  /** Version of the commitments, as text in the footer. */
  public static final String FORMAT_VERSION = "1";

  /** Length of every digest, in bytes. */
  public static final int DIGEST_BYTES = 32;

  /** Smallest and largest leaf that a file may have, in bytes. */
  public static final int MIN_LEAF_BYTES = 1 << 10;

  public static final int MAX_LEAF_BYTES = 1 << 24;

  private static final byte[] LEAF_TAG = "tributary/leaf/1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL_TAG = "tributary/tail/1".getBytes(StandardCharsets.US_ASCII);

  private Commitments() {}

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** How many leaves a data region has: ceil(dataLength / leafSize). */
  public static long leafCount(long dataLength, int leafSize) {
    return dataLength / leafSize + (dataLength % leafSize == 0 ? 0 : 1);
  }

  /** Length in bytes of a leaf, given its index. */
  public static int leafLength(long index, long dataLength, int leafSize) {
    return (int) Math.min(leafSize, dataLength - index * leafSize);
  }

  /**
   * SHA-256 over tag, index (8 bytes), length (4 bytes) and the leaf's bytes.
   *
   * @param sha a SHA-256 to use; it is reset before and after
   */
  public static byte[] leafDigest(
      MessageDigest sha, long index, byte[] array, int offset, int length) {
    sha.reset();
    sha.update(LEAF_TAG);
    sha.update(ByteBuffer.allocate(12).putLong(index).putInt(length).array());
    sha.update(array, offset, length);
    return sha.digest();
  }

  /**
   * SHA-256 over tag, size of the file (8 bytes), dataLength (8 bytes), leafSize (4 bytes) and the
   * SHA-256 of the tail's bytes.
   */
  public static byte[] tailDigest(long sizeBytes, long dataLength, int leafSize, byte[] tailSha) {
    MessageDigest sha = sha256();
    sha.update(TAIL_TAG);
    sha.update(
        ByteBuffer.allocate(20).putLong(sizeBytes).putLong(dataLength).putInt(leafSize).array());
    return sha.digest(tailSha);
  }
}
