package io.tributary.jobs.ingest;

import io.tributary.connectors.sink.BufferKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which buffers of one hotkey are blocked, and since when. A miner is blocked as long as one of its
 * buffers is. Immutable.
 */
final class MinerBlocks {

  /** None is. */
  static final MinerBlocks NONE = new MinerBlocks(new TreeMap<>());

  private static final int FORM = 1;
  private static final int BUFFER_BYTES = Integer.BYTES + Long.BYTES;

  /** Times in milliseconds by {@link #number} of the buffer. */
  private final SortedMap<Integer, Long> since;

  private MinerBlocks(SortedMap<Integer, Long> since) {
    this.since = Collections.unmodifiableSortedMap(since);
  }

  /** The blocks after the sink's word on a buffer; a block that is repeated keeps its time. */
  MinerBlocks with(BlockNotice notice) {
    TreeMap<Integer, Long> next = new TreeMap<>(since);
    if (notice.blocked()) {
      next.putIfAbsent(number(notice.buffer()), notice.atMillis());
    } else {
      next.remove(number(notice.buffer()));
    }
    return new MinerBlocks(next);
  }

  /** Whether no buffer is blocked. */
  boolean isEmpty() {
    return since.isEmpty();
  }

  /** Since when one of them is blocked; there must be one. */
  Instant oldest() {
    return Instant.ofEpochMilli(Collections.min(since.values()));
  }

  private static int number(BufferKey buffer) {
    return buffer.source().code() << 16 | buffer.shard();
  }

  /** The form kept in state: version 1, as {@code docs/formats.md} states it. */
  byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(1 + since.size() * BUFFER_BYTES);
    out.put((byte) FORM);
    since.forEach((buffer, millis) -> out.putInt(buffer).putLong(millis));
    return out.array();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if the bytes are something else
   */
  static MinerBlocks fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      int form = in.get();
      if (form != FORM) {
        throw new IllegalArgumentException(
            "a miner's blocks of form " + form + ", this release reads " + FORM);
      }
      TreeMap<Integer, Long> since = new TreeMap<>();
      while (in.hasRemaining()) {
        since.put(in.getInt(), in.getLong());
      }
      return new MinerBlocks(since);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a miner's blocks that are cut short", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MinerBlocks that && since.equals(that.since);
  }

  @Override
  public int hashCode() {
    return since.hashCode();
  }

  @Override
  public String toString() {
    return "MinerBlocks" + since;
  }
}
