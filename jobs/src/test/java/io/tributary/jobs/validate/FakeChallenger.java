package io.tributary.jobs.validate;

import io.tributary.connectors.challenge.ChallengeAnswer;
import io.tributary.connectors.challenge.FileChallenge;
import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Finds in each file what a test put there, after the faults that it put before. */
final class FakeChallenger implements FileChallenger {

  /** What was asked, in the order in which it was. */
  final List<FileChallenge> asked = new CopyOnWriteArrayList<>();

  private final Map<String, List<VerdictFinding>> faults = new ConcurrentHashMap<>();
  private final Map<String, VerdictFinding> lasting = new ConcurrentHashMap<>();
  private final Map<String, RuntimeException> bugs = new ConcurrentHashMap<>();
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

  /** Nothing is answered until the gate opens. */
  CountDownLatch close(int count) {
    gate = new CountDownLatch(count);
    return gate;
  }

  @Override
  public ChallengeAnswer challenge(FileChallenge file) throws InterruptedException {
    asked.add(file);
    gate.await();
    String path = file.file().key().path();
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
    long rows = file.idScan() ? file.file().rows() : 0;
    return new ChallengeAnswer(
        new FileResult(file.index(), findings, 1000, 1), new ContentCounts(rows, rows, 0, 0));
  }

  @Override
  public void close() {
    gate.countDown();
  }
}
