package io.tributary.local.feed;

import io.tributary.hotkey.batch.BatchLimits;
import io.tributary.hotkey.batch.BatchReader;
import io.tributary.hotkey.batch.VerifiedBatch;
import io.tributary.hotkey.registry.Registration;
import io.tributary.schemas.avro.MinerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps what it is sent, verified as a reader of the topic would, and fails on demand. */
final class MemoryOutput implements BatchOutput {

  final List<MinerRecord> records = new ArrayList<>();
  final List<VerifiedBatch> batches = new ArrayList<>();
  private final Map<String, String> digestOfCounter = new HashMap<>();
  private final Instant now;
  private int storeButFailAfter = Integer.MAX_VALUE;
  private int refuseAbove = Integer.MAX_VALUE;
  Runnable beforeEach = () -> {};

  MemoryOutput(Instant now) {
    this.now = now;
  }

  /** From so many messages on, each is stored, but the sender is told that it failed. */
  void storeButFailAfter(int messages) {
    storeButFailAfter = messages;
  }

  void refuseAbove(int bytes) {
    refuseAbove = bytes;
  }

  @Override
  public synchronized CompletableFuture<Void> send(byte[] key, byte[] message) {
    beforeEach.run();
    if (message.length > refuseAbove) {
      return CompletableFuture.failedFuture(new MessageTooLargeException("too large here", null));
    }
    try {
      BatchReader reader =
          new BatchReader(
              "tributary-demo",
              13,
              hotkey -> Optional.of(new Registration(1, false, 0)),
              BatchLimits.DEFAULT);
      VerifiedBatch batch = reader.verify(key, message, now);
      String before =
          digestOfCounter.put(
              batch.stream() + "/" + batch.counter(), java.util.Arrays.toString(batch.digest()));
      if (before != null) {
        throw new AssertionError("counter " + batch.counter() + " came twice");
      }
      batches.add(batch);
      records.addAll(reader.records(batch));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return batches.size() > storeButFailAfter
        ? CompletableFuture.failedFuture(new FeedException("the answer was lost"))
        : CompletableFuture.completedFuture(null);
  }

  List<String> uris() {
    return records.stream().map(MinerRecord::getUri).toList();
  }

  void forget() {
    records.clear();
    batches.clear();
  }

  @Override
  public void close() {
    beforeEach = () -> {};
  }
}
