package io.tributary.connectors.sink;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What rows are buffered by: files hold one source of one miner, and a large miner may be spread
 * over shards. Its {@code hashCode} is stable across machines, as Flink needs of a key.
 */
public record BufferKey(SourceId source, Hotkey hotkey, int shard) {

  private static final Pattern NAME = Pattern.compile("([^/]{48})/([0-9])/([0-9]{1,4})");
  private static final int MOST_NAME_BYTES = 64;

  /** The buffer's name outside, {@code hotkey/source/shard} in ASCII. */
  public byte[] name() {
    String text = hotkey + "/" + source.code() + "/" + shard;
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The buffer of a {@link #name}, or empty if it names none. */
  public static Optional<BufferKey> ofName(byte[] name) {
    if (name == null || name.length > MOST_NAME_BYTES) {
      return Optional.empty();
    }
    Matcher matcher = NAME.matcher(new String(name, StandardCharsets.US_ASCII));
    if (!matcher.matches() || !Hotkey.isSyntax(matcher.group(1))) {
      return Optional.empty();
    }
    int shard = Integer.parseInt(matcher.group(3));
    return SourceId.fromCode(Integer.parseInt(matcher.group(2)))
        .map(code -> new BufferKey(code, new Hotkey(matcher.group(1)), shard));
  }

  @Override
  public int hashCode() {
    return (hotkey.hashCode() * 31 + source.code()) * 31 + shard;
  }
}
