package io.tributary.connectors.sink.internal;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;

/**
 * What rows are buffered by: files hold one source of one miner, and a large miner may be spread
 * over shards. Its {@code hashCode} is stable across machines, as Flink needs of a key.
 */
public record BufferKey(SourceId source, Hotkey hotkey, int shard) {

  @Override
  public int hashCode() {
    return (hotkey.hashCode() * 31 + source.code()) * 31 + shard;
  }
}
