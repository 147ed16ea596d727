package io.tributary.lake.challenge;

import io.tributary.lake.commitment.FooterKeys;
import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The form of a signed file among the inputs of a fuzzer: its source (1 byte, even for X), its data
 * length and rows (4 bytes each, big-endian), and its bytes.
 */
final class FuzzedFile {

  private static final int HEADER_BYTES = 9;
  private static final int LEAST_DATA_BYTES = 5;
  private static final int MOST_ROWS = 1 << 20;

  private FuzzedFile() {}

  /** A file as an input. */
  static byte[] write(SignedFile file) {
    return ByteBuffer.allocate(HEADER_BYTES + file.bytes().length)
        .put((byte) (file.facts().source() == SourceId.X ? 0 : 1))
        .putInt((int) file.facts().dataLength())
        .putInt((int) file.facts().rows())
        .put(file.bytes())
        .array();
  }

  /**
   * An input as a file that is signed, with the leaf digests that it has room for; null if it is
   * too short for one.
   */
  static SignedFile read(byte[] input) {
    if (input.length < HEADER_BYTES + LEAST_DATA_BYTES + 1) {
      return null;
    }
    ByteBuffer header = ByteBuffer.wrap(input);
    SourceId source = header.get() % 2 == 0 ? SourceId.X : SourceId.REDDIT;
    byte[] bytes = Arrays.copyOfRange(input, HEADER_BYTES, input.length);
    int dataLength = Math.max(LEAST_DATA_BYTES, Math.min(bytes.length - 1, header.getInt()));
    int rows = Math.max(1, Math.min(MOST_ROWS, header.getInt()));
    commit(bytes, dataLength);
    return SignedFile.claim(bytes, source, rows, dataLength, SignedFile.LEAF);
  }

  /** Nobody guesses digests: what a miner would write there is written there. */
  private static void commit(byte[] bytes, int dataLength) {
    byte[] digests =
        Forgery.leaves(Arrays.copyOf(bytes, dataLength))
            .toBase64()
            .getBytes(StandardCharsets.US_ASCII);
    byte[] key = FooterKeys.LEAF_DIGESTS.getBytes(StandardCharsets.US_ASCII);
    for (int at = dataLength; at + key.length < bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + key.length, key, 0, key.length)) {
        // The header of the value's field, and its length as a varint.
        int value = at + key.length + 1;
        while (value < bytes.length && bytes[value] < 0) {
          value++;
        }
        value++;
        if (value + digests.length <= bytes.length) {
          System.arraycopy(digests, 0, bytes, value, digests.length);
        }
        return;
      }
    }
  }
}
