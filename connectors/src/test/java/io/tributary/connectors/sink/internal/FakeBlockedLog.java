package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A log of blocked buffers in memory, which outlives the subtasks that publish there. */
final class FakeBlockedLog {

  final Set<BufferKey> blocked = ConcurrentHashMap.newKeySet();

  /** So many calls fail, whichever they are. */
  final AtomicInteger failures = new AtomicInteger();

  final AtomicInteger open = new AtomicInteger();
  private final BlockingQueue<String> words = new LinkedBlockingQueue<>();

  BlockedLog open() throws IOException {
    mayFail();
    open.incrementAndGet();
    return new Opened();
  }

  /** What is published next, within a while: what happens, then the buffer's hotkey. */
  String next() throws InterruptedException {
    return words.poll(20, TimeUnit.SECONDS);
  }

  /** Whether nothing more has been published so far. */
  boolean isQuiet() {
    return words.isEmpty();
  }

  private void mayFail() throws IOException {
    if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new IOException("told to fail");
    }
  }

  private final class Opened implements BlockedLog {
    @Override
    public Set<BufferKey> poll() throws IOException {
      mayFail();
      return Set.copyOf(blocked);
    }

    @Override
    public void block(BufferKey buffer, BlockedBuffer why) throws IOException {
      mayFail();
      blocked.add(buffer);
      words.add("block " + buffer.hotkey());
    }

    @Override
    public void unblock(BufferKey buffer) throws IOException {
      mayFail();
      blocked.remove(buffer);
      words.add("unblock " + buffer.hotkey());
    }

    @Override
    public void outage() throws IOException {
      mayFail();
      words.add("outage");
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
