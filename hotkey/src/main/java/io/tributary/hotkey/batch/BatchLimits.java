package io.tributary.hotkey.batch;

/**
 * The sizes that a batch may have. Immutable.
 *
 * @param maxMessageBytes length of the whole message, above which it is neither written nor read
 * @param targetMessageBytes length that a writer stays under whenever a batch holds more than one
 *     record: a default broker takes 1 MiB
 * @param maxUncompressedBytes length of the records before compression
 * @param maxRecords records in one batch
 */
public record BatchLimits(
    int maxMessageBytes, int targetMessageBytes, int maxUncompressedBytes, int maxRecords) {

  /** 4 MiB a message, written to stay under 900 KiB; 8 MiB and 10,000 records in it. */
  public static final BatchLimits DEFAULT = new BatchLimits(4 << 20, 900 << 10, 8 << 20, 10_000);

  /**
   * @throws IllegalArgumentException if a limit is not positive or the target is above the maximum
   */
  public BatchLimits {
    if (targetMessageBytes < 1 || maxUncompressedBytes < 1 || maxRecords < 1) {
      throw new IllegalArgumentException("limits of batches must be positive");
    }
    if (targetMessageBytes > maxMessageBytes) {
      throw new IllegalArgumentException(
          "the target of "
              + targetMessageBytes
              + " bytes a message is above the maximum of "
              + maxMessageBytes);
    }
  }

  /** These limits with another maximum for the message; the target follows if it must. */
  public BatchLimits withMaxMessageBytes(int bytes) {
    return new BatchLimits(
        bytes, Math.min(targetMessageBytes, bytes), maxUncompressedBytes, maxRecords);
  }
}
