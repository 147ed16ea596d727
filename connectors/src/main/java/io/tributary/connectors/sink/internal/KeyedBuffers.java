package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/**
 * The rows of all keys of one subtask: sealed blocks in keyed state, open blocks on the heap under
 * one budget, whatever the number of keys.
 *
 * <p>When the budget is spent, the largest open blocks go into state until a quarter of it is free:
 * where rows come from many keys in turn, whichever rule goes by age would put rows there one by
 * one. All go there at each snapshot. Only the task's thread may call this.
 */
final class KeyedBuffers {

  /** Heap of an open buffer beside its block, for the budget. */
  private static final int OVERHEAD_BYTES = 512;

  private final ValueState<BufferMeta> metas;
  private final MapState<Long, byte[]> blocks;
  private final Consumer<BufferKey> keyContext;
  private final int blockBytes;
  private final long heapBudgetBytes;
  private final Map<BufferKey, OpenBuffer> open = new LinkedHashMap<>();
  private long heapBytes;

  /**
   * @param metas keyed state
   * @param blocks keyed state
   * @param keyContext makes a key the one that state calls refer to
   * @param blockBytes size from which a block goes into state
   * @param heapBudgetBytes heap for all open blocks
   */
  KeyedBuffers(
      ValueState<BufferMeta> metas,
      MapState<Long, byte[]> blocks,
      Consumer<BufferKey> keyContext,
      int blockBytes,
      long heapBudgetBytes) {
    this.metas = metas;
    this.blocks = blocks;
    this.keyContext = keyContext;
    this.blockBytes = blockBytes;
    this.heapBudgetBytes = heapBudgetBytes;
  }

  /** Decides when a buffer that gets its first row is due. */
  interface Opening {
    long dueAtMillis(BufferKey key) throws Exception;
  }

  /** Appends a row to the key's open generation, opening one if there is none; answers it. */
  Generation append(BufferKey key, byte[] row, long nowMillis, Opening opening) throws Exception {
    OpenBuffer buffer = load(key);
    if (buffer.meta.open() == null) {
      buffer.meta = buffer.meta.withOpened(nowMillis, opening.dueAtMillis(key));
    }
    heapBytes -= buffer.block.capacity();
    buffer.block.append(row);
    heapBytes += buffer.block.capacity();
    Generation generation = buffer.generation();
    if (buffer.block.size() >= blockBytes) {
      flush(buffer);
    }
    evict(key);
    return generation;
  }

  /**
   * What is known of a key's buffer; its open generation counts only what is in blocks in state.
   */
  BufferMeta meta(BufferKey key) throws IOException {
    OpenBuffer buffer = open.get(key);
    return buffer == null ? stored(key) : buffer.meta;
  }

  /** Closes the key's open generation, if it has one with rows. */
  void seal(BufferKey key, long nowMillis) throws Exception {
    OpenBuffer buffer = load(key);
    flush(buffer);
    if (buffer.meta.open() != null) {
      buffer.meta = buffer.meta.withOpenSealed(nowMillis);
    }
    store(buffer);
    release(key);
  }

  /** Moves the due time of the key's open generation. */
  void reschedule(BufferKey key, long dueAtMillis) throws Exception {
    OpenBuffer buffer = load(key);
    buffer.meta = buffer.meta.withDueAt(dueAtMillis);
    store(buffer);
    releaseIfEmpty(buffer);
  }

  /** Hands every row of a sealed generation to the consumer, in the order of their arrival. */
  void read(BufferKey key, Generation generation, Block.RowConsumer consumer) throws Exception {
    keyContext.accept(key);
    for (int i = 0; i < generation.blocks(); i++) {
      byte[] block = blocks.get(address(generation.number(), i));
      if (block == null) {
        throw new IllegalStateException(
            "block " + i + " of generation " + generation.number() + " of " + key + " is missing");
      }
      Block.forEachRow(block, consumer);
    }
  }

  /** Forgets a generation whose file is on its way. */
  void drop(BufferKey key, Generation generation) throws Exception {
    OpenBuffer buffer = load(key);
    for (int i = 0; i < generation.blocks(); i++) {
      blocks.remove(address(generation.number(), i));
    }
    buffer.meta = buffer.meta.without(generation.number());
    store(buffer);
    releaseIfEmpty(buffer);
  }

  /** Puts every open block into state, so that a snapshot holds all rows. */
  void flushAll() throws Exception {
    for (OpenBuffer buffer : new ArrayList<>(open.values())) {
      keyContext.accept(buffer.key);
      flush(buffer);
      store(buffer);
      release(buffer.key);
    }
  }

  /** Heap that open blocks hold now. */
  long heapBytes() {
    return heapBytes;
  }

  private OpenBuffer load(BufferKey key) throws IOException {
    keyContext.accept(key);
    OpenBuffer buffer = open.get(key);
    if (buffer == null) {
      buffer = new OpenBuffer(key, stored(key));
      open.put(key, buffer);
      heapBytes += buffer.heapBytes();
    }
    return buffer;
  }

  private BufferMeta stored(BufferKey key) throws IOException {
    keyContext.accept(key);
    BufferMeta meta = metas.value();
    return meta == null ? BufferMeta.EMPTY : meta;
  }

  private void flush(OpenBuffer buffer) throws Exception {
    Block block = buffer.block;
    if (block.rows() == 0) {
      return;
    }
    Generation generation = buffer.meta.open();
    blocks.put(address(generation.number(), generation.blocks()), block.toBytes());
    buffer.meta = buffer.meta.withBlock(block.rows(), block.size());
    heapBytes -= block.capacity();
    buffer.block = new Block();
    heapBytes += buffer.block.capacity();
    store(buffer);
  }

  private void store(OpenBuffer buffer) throws IOException {
    if (buffer.meta.isEmpty()) {
      // The number of the next generation is worth nothing once nothing refers to earlier ones.
      metas.clear();
    } else {
      metas.update(buffer.meta);
    }
  }

  private void releaseIfEmpty(OpenBuffer buffer) {
    if (buffer.block.rows() == 0) {
      release(buffer.key);
    }
  }

  private void release(BufferKey key) {
    heapBytes -= open.remove(key).heapBytes();
  }

  private void evict(BufferKey current) throws Exception {
    if (heapBytes <= heapBudgetBytes) {
      return;
    }
    long goal = heapBudgetBytes / 4 * 3;
    evictFrom(heapBytes / open.size(), goal);
    evictFrom(0, goal);
    keyContext.accept(current);
  }

  /** Puts open blocks of some heap at least into state, the ones opened first before others. */
  private void evictFrom(long leastHeapBytes, long goal) throws Exception {
    Iterator<OpenBuffer> all = open.values().iterator();
    while (heapBytes > goal && all.hasNext()) {
      OpenBuffer buffer = all.next();
      if (buffer.heapBytes() >= leastHeapBytes) {
        keyContext.accept(buffer.key);
        flush(buffer);
        store(buffer);
        all.remove();
        heapBytes -= buffer.heapBytes();
      }
    }
  }

  private static long address(long generation, int block) {
    return generation << 24 | block;
  }

  private static final class OpenBuffer {
    private final BufferKey key;
    private BufferMeta meta;
    private Block block = new Block();

    OpenBuffer(BufferKey key, BufferMeta meta) {
      this.key = key;
      this.meta = meta;
    }

    int heapBytes() {
      return block.capacity() + OVERHEAD_BYTES;
    }

    Generation generation() {
      Generation generation = meta.open();
      return new Generation(
          generation.number(),
          generation.blocks(),
          generation.rows() + block.rows(),
          generation.bytes() + block.size(),
          generation.openedAtMillis(),
          0);
    }
  }
}
