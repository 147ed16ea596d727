package io.tributary.jobs.validate;

import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.MinerContent;
import io.tributary.lake.check.RowOracle;
import io.tributary.lake.check.SampledRow;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.Evidence;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.VerdictFinding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the files of a miner hold together, gathered file by file, so that neither their items nor
 * their rows are kept. The order of the files makes no difference. Thread-safe.
 */
final class GatheredContent {

  private static final Logger LOG = LoggerFactory.getLogger(GatheredContent.class);

  private final RowOracle oracle;
  private final MinerContent content;

  GatheredContent(ContentOptions options, ItemSalt salt, RowOracle oracle) {
    this.oracle = oracle;
    content = new MinerContent(options, salt);
  }

  /** Takes in what one file gave, once. */
  void take(ChallengeResult file) {
    synchronized (content) {
      content.add(file.tally(), file.items());
    }
  }

  /** Asks the oracle about rows, on the calling thread. */
  void ask(List<SampledRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<RowOracle.Answer> answers = answers(rows);
    synchronized (content) {
      content.addAnswers(answers);
    }
  }

  /** An oracle's own troubles are never held against a miner. */
  private List<RowOracle.Answer> answers(List<SampledRow> rows) {
    try {
      List<RowOracle.Answer> answers = List.copyOf(oracle.ask(rows));
      if (answers.size() == rows.size()) {
        return answers;
      }
      LOG.warn("The oracle gave {} answers to {} rows", answers.size(), rows.size());
    } catch (RuntimeException e) {
      LOG.error("The oracle failed on {} rows", rows.size(), e);
    }
    return Collections.nCopies(rows.size(), RowOracle.Answer.UNKNOWN);
  }

  /**
   * All together, once every file was taken in.
   *
   * @param findings what was known before and concerns no single file
   */
  MinerEvidence evidence(
      boolean canaryReadable, List<VerdictFinding> findings, List<FileResult> files) {
    synchronized (content) {
      List<VerdictFinding> all = new ArrayList<>(findings);
      all.addAll(content.findings());
      return new MinerEvidence(
          new Evidence(canaryReadable, all, files, content.counts()), content.items());
    }
  }
}
