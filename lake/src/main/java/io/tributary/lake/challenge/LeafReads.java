package io.tributary.lake.challenge;

import io.tributary.lake.column.AuthenticBytes;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.lake.plan.FileRanges;
import io.tributary.lake.plan.ReadOptions;
import io.tributary.lake.plan.ReadPlan;
import io.tributary.lake.plan.ReadPlanner;
import io.tributary.lake.proof.LeafRange;
import io.tributary.lake.proof.TailProof;
import io.tributary.lake.proof.UnsoundFileException;
import io.tributary.lake.verdict.VerdictReason;
import java.util.BitSet;
import java.util.List;

/**
 * Reads leaves of a file, a planned range at a time, and proves every one before anybody sees it.
 * What does not prove is read once more, so that a fault on the way is not taken for a fault of the
 * object. Not thread-safe.
 */
final class LeafReads {

  /** Takes a proven range. */
  private interface Taker {
    void take(LeafRange range, byte[] bytes) throws UnsoundFileException;
  }

  private final MeteredReads reads;
  private final ObjectVersion version;
  private final TailProof proof;
  private final ChallengeOptions options;
  private final BitSet proven = new BitSet();

  LeafReads(MeteredReads reads, ObjectVersion version, TailProof proof, ChallengeOptions options) {
    this.reads = reads;
    this.version = version;
    this.proof = proof;
    this.options = options;
  }

  /** Reads runs of bytes, with all of the leaves that they touch. */
  AuthenticBytes read(List<ByteRange> runs) throws Stopped {
    AuthenticBytes bytes = new AuthenticBytes(proof);
    read(runs, bytes::add);
    return bytes;
  }

  /** Proves leaves that were not yet, and keeps nothing of them. */
  void prove(List<Long> leaves) throws Stopped {
    long leafSize = proof.footer().commitments().leafSize();
    List<ByteRange> missing =
        leaves.stream()
            .filter(leaf -> !proven.get(Math.toIntExact(leaf)))
            .map(leaf -> new ByteRange(leaf * leafSize, 1))
            .toList();
    read(missing, proof::proveLeaves);
  }

  private void read(List<ByteRange> runs, Taker taker) throws Stopped {
    ReadPlan plan = plan(runs);
    for (FileRanges file : plan.files()) {
      for (ByteRange range : file.ranges()) {
        readRange(range, taker);
      }
    }
  }

  private void readRange(ByteRange range, Taker taker) throws Stopped {
    LeafRange leaves = proof.leavesOf(range.offset(), range.length());
    try {
      taker.take(leaves, reads.read(version, range));
    } catch (UnsoundFileException first) {
      try {
        taker.take(leaves, reads.read(version, range));
      } catch (UnsoundFileException again) {
        throw Stopped.with(again);
      }
    }
    int from = Math.toIntExact(leaves.firstLeaf());
    proven.set(from, from + leaves.leaves());
  }

  private ReadPlan plan(List<ByteRange> runs) throws Stopped {
    // Planned reads begin and end where leaves do, so that each can be proven alone.
    int leafSize = proof.footer().commitments().leafSize();
    int longest = Math.max(leafSize, options.maxRangeBytes() / leafSize * leafSize);
    List<ByteRange> whole =
        runs.stream()
            .map(run -> proof.leavesOf(run.offset(), run.length()))
            .map(leaves -> new ByteRange(leaves.offset(), leaves.length()))
            .toList();
    long budget = Math.max(0, reads.budget());
    ReadPlan plan =
        new ReadPlanner(new ReadOptions(options.maxGapBytes(), longest, budget))
            .plan(List.of(new FileRanges(0, whole)));
    if (!plan.isWithin(budget)) {
      throw Stopped.with(
          VerdictReason.BUDGET_EXCEEDED,
          plan.neededBytes() + " bytes to read where " + budget + " are left for the file");
    }
    return plan;
  }
}
