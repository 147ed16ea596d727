package io.tributary.jobs.validate;

import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ContentTally;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.check.RowOracle;
import io.tributary.lake.check.SampledRow;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Finds in each file what a test put there, after the faults that it put before. */
final class FakeChallenger implements FileChallenger {

  /** What was asked, in the order in which it was. */
  final List<ChallengeTask> asked = new CopyOnWriteArrayList<>();

  final Set<ItemSalt> salts = ConcurrentHashMap.newKeySet();

  private final Map<String, List<VerdictFinding>> faults = new ConcurrentHashMap<>();
  private final Map<String, VerdictFinding> lasting = new ConcurrentHashMap<>();
  private final Map<String, RuntimeException> bugs = new ConcurrentHashMap<>();
  private final Map<String, List<String>> items = new ConcurrentHashMap<>();
  private final Map<String, List<SampledRow>> rows = new ConcurrentHashMap<>();
  private volatile boolean mistaken;
  private volatile RowOracle oracle = RowOracle.NONE;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** So often the store does not answer for a file. */
  void fail(String path, int times) {
    List<VerdictFinding> list = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      list.add(new VerdictFinding(VerdictReason.STORE_UNAVAILABLE, "503"));
    }
    faults.put(path, list);
  }

  /** From now on this is found in a file. */
  void find(String path, VerdictReason reason) {
    lasting.put(path, new VerdictFinding(reason, "as the test wants it"));
  }

  /** From now on the challenge of a file fails. */
  void breakOn(String path, RuntimeException bug) {
    bugs.put(path, bug);
  }

  /** From now on a file has these items, one a row. */
  void hold(String path, List<String> tweetIds) {
    items.put(path, tweetIds);
  }

  /** From now on these rows of a file are sampled. */
  void sample(String path, List<SampledRow> sampled) {
    rows.put(path, sampled);
  }

  /** From now on answers are of another epoch than the question. */
  void mistakeTheEpoch() {
    mistaken = true;
  }

  /** From now on this one is asked. */
  void consult(RowOracle other) {
    oracle = other;
  }

  RowOracle oracle() {
    return sampled -> oracle.ask(sampled);
  }

  /** Nothing is answered until the gate opens. */
  CountDownLatch close(int count) {
    gate = new CountDownLatch(count);
    return gate;
  }

  @Override
  public ChallengeResult challenge(ChallengeTask task, ItemSalt salt) throws InterruptedException {
    asked.add(task);
    salts.add(salt);
    gate.await();
    String path = task.file().key().path();
    if (bugs.containsKey(path)) {
      throw bugs.get(path);
    }
    List<VerdictFinding> findings = new ArrayList<>();
    synchronized (faults) {
      List<VerdictFinding> left = faults.getOrDefault(path, List.of());
      if (!left.isEmpty()) {
        findings.add(left.remove(0));
      } else if (lasting.containsKey(path)) {
        findings.add(lasting.get(path));
      }
    }
    long ids = task.scansIds() ? task.file().rows() : 0;
    ItemSample sample =
        new ItemSample(mistaken ? new ItemSalt(1) : salt, ContentOptions.DEFAULTS.sampledItems());
    long appended = task.statement().appendedAt().toEpochMilli();
    for (String item : items.getOrDefault(path, List.of())) {
      sample.add(ItemKey.of(item), task.index(), appended);
    }
    return new ChallengeResult(
        new FileResult(task.index(), findings, 1000, 1),
        new ContentTally(0, 0, 0, 0, 0, ids, ids),
        sample,
        rows.getOrDefault(path, List.of()));
  }

  @Override
  public void close() {
    gate.countDown();
  }
}
