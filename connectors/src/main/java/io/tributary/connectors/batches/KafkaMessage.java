package io.tributary.connectors.batches;

import java.util.Objects;

/**
 * A message for an output topic. Arrays are not copied; nobody may change them.
 *
 * @param key by which it is partitioned, or null
 * @param value its bytes
 * @param reason goes into the header {@code reason}, for readers that only filter; null for none
 */
public record KafkaMessage(byte[] key, byte[] value, String reason) {

  public KafkaMessage {
    Objects.requireNonNull(value, "value");
  }
}
