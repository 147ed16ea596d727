package io.tributary.jobs.validate;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;

/** State of one key in memory. */
final class MemoryState {

  private final Map<String, Object> states = new HashMap<>();

  /** A store that knows values and maps. */
  KeyedStateStore store() {
    return (KeyedStateStore)
        Proxy.newProxyInstance(
            MemoryState.class.getClassLoader(),
            new Class<?>[] {KeyedStateStore.class},
            (proxy, method, arguments) -> {
              String name = ((StateDescriptor<?, ?>) arguments[0]).getName();
              return switch (method.getName()) {
                case "getMapState" -> states.computeIfAbsent(name, any -> new Entries<>());
                case "getState" -> states.computeIfAbsent(name, any -> new Value<>());
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }

  private static final class Value<T> implements ValueState<T> {
    private T value;

    @Override
    public T value() {
      return value;
    }

    @Override
    public void update(T next) {
      value = next;
    }

    @Override
    public void clear() {
      value = null;
    }
  }

  private static final class Entries<K, V> implements MapState<K, V> {
    private final Map<K, V> entries = new LinkedHashMap<>();

    @Override
    public V get(K key) {
      return entries.get(key);
    }

    @Override
    public void put(K key, V value) {
      entries.put(key, value);
    }

    @Override
    public void putAll(Map<K, V> map) {
      entries.putAll(map);
    }

    @Override
    public void remove(K key) {
      entries.remove(key);
    }

    @Override
    public boolean contains(K key) {
      return entries.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
      return entries.entrySet();
    }

    @Override
    public Iterable<K> keys() {
      return entries.keySet();
    }

    @Override
    public Iterable<V> values() {
      return entries.values();
    }

    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return entries.entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
      return entries.isEmpty();
    }

    @Override
    public void clear() {
      entries.clear();
    }
  }
}
