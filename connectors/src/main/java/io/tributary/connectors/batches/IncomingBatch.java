package io.tributary.connectors.batches;

import java.util.Objects;

/**
 * A message of the input topic as it was received, with its position. Arrays are not copied; nobody
 * may change them.
 *
 * @param topic where it stood
 * @param partition where it stood
 * @param offset where it stood
 * @param appendTimeMillis when the broker appended it
 * @param key its key, or null
 * @param value its value, or null
 */
public record IncomingBatch(
    String topic, int partition, long offset, long appendTimeMillis, byte[] key, byte[] value) {

  public IncomingBatch {
    Objects.requireNonNull(topic, "topic");
  }
}
