package io.tributary.lake.challenge;

import io.tributary.lake.check.ContentTally;
import io.tributary.lake.check.FileContent;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.column.MalformedColumnException;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.TailProof;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Challenges one file: signed manifest and its chain, heads, tail, tail digest, then the drawn row
 * groups and the drawn leaves, each leaf proven before its bytes are used.
 *
 * <p>Whatever the store answers and the file holds comes back as findings; nothing that they could
 * do makes it throw. Memory is bounded by the options: the tail, one row group's columns as they
 * were read, and one page. It blocks on its source; run it on a thread that may. Thread-safe.
 */
public final class FileChallenge {

  private final RangeSource source;
  private final ChallengeOptions options;
  private final ItemSalt salt;
  private final LongSupplier nanoTime;

  /**
   * A challenge of files of one epoch.
   *
   * @param source where they are read, with the validator's own credentials
   * @param salt of the epoch
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public FileChallenge(
      RangeSource source, ChallengeOptions options, ItemSalt salt, LongSupplier nanoTime) {
    this.source = Objects.requireNonNull(source, "source");
    this.options = Objects.requireNonNull(options, "options");
    this.salt = Objects.requireNonNull(salt, "salt");
    this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
  }

  /** Challenges a file. What it cannot see it says so: a file is never passed over. */
  public ChallengeResult run(ChallengeTask task) {
    MeteredReads reads = new MeteredReads(source, task.file().key(), options, nanoTime);
    List<VerdictFinding> findings = new ArrayList<>();
    ContentTally tally = ContentTally.NONE;
    ContentOptions thresholds = options.thresholds().content();
    ItemSample items = new ItemSample(salt, thresholds.sampledItems());
    FileContent content = null;
    try {
      FileManifest manifest =
          ManifestChain.verify(
              task.file(), task.statement(), options.thresholds().signingTolerance());
      ObjectVersion version = custody(task.file(), reads, findings);
      TailProof proof = TailReads.prove(manifest, version, reads, options);
      LeafReads leaves = new LeafReads(reads, version, proof, options);
      content =
          new FileContent(
              thresholds,
              salt,
              task.index(),
              manifest,
              task.statement().appendedAt().toEpochMilli());
      examine(task, content, new ContentReads(proof.footer(), leaves, reads, options), findings);
      leaves.prove(task.leaves());
    } catch (Stopped e) {
      findings.addAll(e.findings());
    }
    if (content != null) {
      findings.addAll(content.findings());
      tally = content.tally();
      items = content.items();
    }
    return new ChallengeResult(
        new FileResult(task.index(), findings, reads.bytes(), reads.requests()),
        tally,
        items,
        content == null ? List.of() : content.sampledRows());
  }

  /** A column that cannot be read is the miner's; whether the drawn leaves are there is another. */
  private static void examine(
      ChallengeTask task, FileContent content, ContentReads reads, List<VerdictFinding> findings)
      throws Stopped {
    try {
      reads.examine(task, content);
    } catch (MalformedColumnException e) {
      findings.add(VerdictFinding.of(VerdictReason.FILE_MALFORMED, e.getMessage()));
    }
  }

  /** Looks at the pinned object and at the current one; answers what is to be read. */
  private static ObjectVersion custody(
      FrozenFile file, MeteredReads reads, List<VerdictFinding> findings) throws Stopped {
    if (file.version().kind() == ObjectVersion.Kind.NONE) {
      // The listing showed no object. If it lied, what is there proves itself or does not.
      ObjectHead head = reads.headCurrent();
      requireSize(file, head);
      return head.version();
    }
    ObjectHead head = reads.head(file.version());
    if (!head.is(file.version())) {
      throw Stopped.with(
          VerdictReason.OBJECT_REPLACED, "the store answered of " + head.version().text());
    }
    requireSize(file, head);
    if (file.version().kind() == ObjectVersion.Kind.VERSION_ID) {
      compareCurrent(file, reads, findings);
    }
    return file.version();
  }

  private static void compareCurrent(
      FrozenFile file, MeteredReads reads, List<VerdictFinding> findings) throws Stopped {
    try {
      ObjectHead current = reads.headCurrent();
      if (!current.is(file.version())) {
        findings.add(
            VerdictFinding.of(
                VerdictReason.OBJECT_REPLACED,
                "the current version is " + current.version().text()));
      }
    } catch (Stopped e) {
      if (e.findings().stream().noneMatch(f -> f.reason() == VerdictReason.OBJECT_MISSING)) {
        throw e;
      }
      findings.addAll(e.findings());
    }
  }

  private static void requireSize(FrozenFile file, ObjectHead head) throws Stopped {
    if (head.sizeBytes() != file.sizeBytes()) {
      throw Stopped.with(
          VerdictReason.OBJECT_SIZE, head.sizeBytes() + " bytes, not " + file.sizeBytes());
    }
  }
}
