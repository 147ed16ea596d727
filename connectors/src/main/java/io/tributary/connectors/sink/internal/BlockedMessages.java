package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StoreOutage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Messages of the compacted topic {@code blocked-miners}, as {@code docs/formats.md} states them.
 * The key names a buffer, {@code hotkey/source/shard}: a miner's buffers belong to different tasks,
 * none of which may take back what another one said. A value means blocked, and tells a person why;
 * none means not blocked.
 */
final class BlockedMessages {

  /** The value of {@link StoreOutage}, version 1: that it was written is all that it tells. */
  static final byte[] OUTAGE = "{\"version\":1}".getBytes(StandardCharsets.US_ASCII);

  private BlockedMessages() {}

  /** A value of version 1, JSON. */
  static byte[] value(BlockedBuffer why) {
    String json =
        "{\"version\":1,\"since\":\""
            + Instant.ofEpochMilli(why.sinceMillis())
            + "\",\"waitingBytes\":"
            + why.waitingBytes()
            + "}";
    return json.getBytes(StandardCharsets.US_ASCII);
  }
}
