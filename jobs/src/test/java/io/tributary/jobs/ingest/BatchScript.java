package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.avro.MinerRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What three miners send in a test of the pipeline, and what must come of it. Jobs find it by name.
 */
final class BatchScript {

  private static final Map<String, BatchScript> SCRIPTS = new ConcurrentHashMap<>();
  private static final int BATCHES = 60;
  private static final int RECORDS = 10;

  /** Each subtask gets half of the batches, 6 a checkpoint: both are reached after a few. */
  private static final long FIRST_FAILURE = 15;

  private static final long SECOND_FAILURE = 70;

  final String name = UUID.randomUUID().toString();
  final List<IncomingBatch> batches = new ArrayList<>();
  final List<IncomingBatch> revocations = new ArrayList<>();
  final Set<String> items = new HashSet<>();
  final AtomicInteger failuresLeft = new AtomicInteger();
  long duplicates;
  long rejectedRecords;
  long refusedBatches;
  long resentBatches;

  private BatchScript() {}

  static BatchScript of(String name) {
    return SCRIPTS.get(name);
  }

  /** Overlapping items, some bad records, resends and garbage among them. */
  static BatchScript write() {
    BatchScript script = new BatchScript();
    SCRIPTS.put(script.name, script);
    Instant now = Instant.now();
    LocalSigner[] miners = {Miners.ANN, Miners.BOB, Miners.signer(3)};
    for (int i = 0; i < BATCHES; i++) {
      LocalSigner miner = miners[i % miners.length];
      MinerRecord[] posts = new MinerRecord[RECORDS];
      for (int j = 0; j < RECORDS; j++) {
        long number = 1_000_000L + i * 7L + j;
        posts[j] = Miners.post(number, now.minusSeconds(7_200));
        if (j == 3 && i % 5 == 0) {
          posts[j].setSource("myspace");
          script.rejectedRecords++;
        } else if (!script.items.add("t3_" + Long.toString(number, 36))) {
          script.duplicates++;
        }
      }
      byte[] message = Miners.message(miner, Miners.AUDIENCE, i, now, posts);
      script.add(miner, message, now);
      if (i % 10 == 0) {
        script.add(miner, message, now);
        script.resentBatches++;
        script.add(miner, new byte[] {1, 2, 3}, now);
        script.refusedBatches++;
      }
    }
    script.revoke(Miners.ANN, Instant.EPOCH);
    return script;
  }

  /** A revocation of grants that nobody uses, one that somebody else signed, and garbage. */
  private void revoke(LocalSigner miner, Instant at) {
    Revocation revocation = Miners.revocation(miner, Optional.empty());
    for (byte[] value :
        new byte[][] {
          SignedRevocation.sign(revocation, Miners.BOB).encode(),
          new byte[] {1, 2, 3},
          SignedRevocation.sign(revocation, miner).encode()
        }) {
      revocations.add(
          new IncomingBatch("revocations", 0, revocations.size(), at.toEpochMilli(), null, value));
    }
  }

  private void add(LocalSigner miner, byte[] message, Instant now) {
    byte[] key = Miners.ascii(miner.hotkey().address());
    batches.add(
        new IncomingBatch(Miners.TOPIC, 0, batches.size(), now.toEpochMilli(), key, message));
  }

  /** Hands a batch on, or fails: once in the middle, once near the end, if failures are left. */
  IncomingBatch pass(IncomingBatch batch) {
    boolean due =
        (failuresLeft.get() == 2 && batch.offset() == FIRST_FAILURE)
            || (failuresLeft.get() == 1 && batch.offset() == SECOND_FAILURE);
    if (due) {
      failuresLeft.decrementAndGet();
      throw new IllegalStateException("a failure made by the test");
    }
    return batch;
  }

  long records() {
    return (long) BATCHES * RECORDS;
  }

  void forget() {
    SCRIPTS.remove(name);
  }
}
