package io.tributary.connectors.sink.internal;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Messages of the compacted topic {@code blocked-miners}, as {@code docs/formats.md} states them.
 * The key names a buffer, {@code hotkey/source/shard}: a miner's buffers belong to different tasks,
 * none of which may take back what another one said. A value means blocked, and tells a person why;
 * none means not blocked.
 */
public final class BlockedMessages {

  private static final Pattern KEY = Pattern.compile("([^/]{48})/([0-9])/([0-9]{1,4})");

  private BlockedMessages() {}

  /** The key that names a buffer. */
  public static byte[] key(BufferKey buffer) {
    String text = buffer.hotkey() + "/" + buffer.source().code() + "/" + buffer.shard();
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The buffer that a key names, or empty if it names none. */
  public static Optional<BufferKey> buffer(byte[] key) {
    if (key == null || key.length > 64) {
      return Optional.empty();
    }
    Matcher matcher = KEY.matcher(new String(key, StandardCharsets.US_ASCII));
    if (!matcher.matches() || !Hotkey.isSyntax(matcher.group(1))) {
      return Optional.empty();
    }
    int shard = Integer.parseInt(matcher.group(3));
    return SourceId.fromCode(Integer.parseInt(matcher.group(2)))
        .map(source -> new BufferKey(source, new Hotkey(matcher.group(1)), shard));
  }

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
