package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/** Keyed state in memory: what is put under one key is seen under no other. */
final class KeyedStates {

  final Map<BufferKey, BufferMeta> metas = new HashMap<>();
  final Map<BufferKey, Map<Long, byte[]>> blocks = new HashMap<>();
  private BufferKey current;

  void setCurrentKey(BufferKey key) {
    current = Objects.requireNonNull(key);
  }

  BufferKey currentKey() {
    return current;
  }

  int blockCount() {
    return blocks.values().stream().mapToInt(Map::size).sum();
  }

  ValueState<BufferMeta> metaState() {
    return new ValueState<>() {
      @Override
      public BufferMeta value() {
        return metas.get(current);
      }

      @Override
      public void update(BufferMeta value) {
        metas.put(current, value);
      }

      @Override
      public void clear() {
        metas.remove(current);
      }
    };
  }

  MapState<Long, byte[]> blockState() {
    return new MapState<>() {
      private Map<Long, byte[]> own() {
        return blocks.computeIfAbsent(current, key -> new HashMap<>());
      }

      @Override
      public byte[] get(Long address) {
        return own().get(address);
      }

      @Override
      public void put(Long address, byte[] block) {
        own().put(address, block);
      }

      @Override
      public void putAll(Map<Long, byte[]> all) {
        own().putAll(all);
      }

      @Override
      public void remove(Long address) {
        own().remove(address);
      }

      @Override
      public boolean contains(Long address) {
        return own().containsKey(address);
      }

      @Override
      public Iterable<Entry<Long, byte[]>> entries() {
        return own().entrySet();
      }

      @Override
      public Iterable<Long> keys() {
        return own().keySet();
      }

      @Override
      public Iterable<byte[]> values() {
        return own().values();
      }

      @Override
      public Iterator<Entry<Long, byte[]>> iterator() {
        return own().entrySet().iterator();
      }

      @Override
      public boolean isEmpty() {
        return own().isEmpty();
      }

      @Override
      public void clear() {
        own().clear();
      }
    };
  }
}
