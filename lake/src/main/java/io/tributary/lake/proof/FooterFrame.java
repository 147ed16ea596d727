package io.tributary.lake.proof;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last eight bytes of a Parquet file: the footer's length and the magic bytes. */
final class FooterFrame {

  /** Length of this frame. */
  static final int BYTES = 8;

  /** The smallest file that can have a footer at all. */
  static final int SMALLEST_FILE = LayoutRules.HEADER_BYTES + BYTES + 1;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);

  private FooterFrame() {}

  /** Refuses a file that does not begin with these magic bytes. */
  static void requireMagic(byte[] first) throws UnsoundFileException {
    if (!Arrays.equals(first, MAGIC)) {
      throw new UnsoundFileException(FindingCode.NOT_PARQUET, "the file does not begin with PAR1");
    }
  }

  /**
   * The length of the footer's structure.
   *
   * @param bytes an array that ends with the file's last eight bytes
   * @throws UnsoundFileException if there is no such footer or it cannot fit
   */
  static int footerLength(byte[] bytes, long sizeBytes, FileRules rules)
      throws UnsoundFileException {
    if (sizeBytes < SMALLEST_FILE || bytes.length < BYTES) {
      throw new UnsoundFileException(
          FindingCode.NOT_PARQUET, "too short for a footer: " + sizeBytes + " bytes");
    }
    byte[] magic = Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length);
    if (Arrays.equals(magic, ENCRYPTED_MAGIC)) {
      throw new UnsoundFileException(FindingCode.ENCRYPTED, "the footer is encrypted");
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new UnsoundFileException(FindingCode.NOT_PARQUET, "the file does not end with PAR1");
    }
    int length =
        ByteBuffer.wrap(bytes, bytes.length - BYTES, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 1 || length > sizeBytes - BYTES - LayoutRules.HEADER_BYTES) {
      throw new UnsoundFileException(
          FindingCode.NOT_PARQUET, "a footer of " + length + " bytes in a file of " + sizeBytes);
    }
    if (length > rules.maxTailBytes() - BYTES) {
      throw new UnsoundFileException(
          FindingCode.TAIL_TOO_LARGE, "a footer of " + length + " bytes");
    }
    return length;
  }
}
