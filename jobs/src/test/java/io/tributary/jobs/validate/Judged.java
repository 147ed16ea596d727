package io.tributary.jobs.validate;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictRules;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.schemas.ItemKey;
import java.util.List;
import java.util.Optional;

/** Miners with a verdict that passes, and items. */
final class Judged {

  private Judged() {}

  /** A miner whose one file was committed at a time and has these items, one a row. */
  static JudgedMiner miner(LocalSigner miner, long epoch, long committedMillis, String... items) {
    ItemSample sample = new ItemSample(new ItemSalt(epoch), 64);
    for (String item : items) {
      sample.add(ItemKey.of(item), 0, committedMillis);
    }
    return new JudgedMiner(verdict(miner, epoch), sample);
  }

  /** The same miner, judged by a release whose verdicts stated no thresholds. */
  static JudgedMiner unstated(JudgedMiner miner) {
    return new JudgedMiner(with(miner.verdict(), Optional.empty()), miner.items());
  }

  /** The same miner, judged by other thresholds. */
  static JudgedMiner by(Thresholds thresholds, JudgedMiner miner) {
    return new JudgedMiner(with(miner.verdict(), Optional.of(thresholds)), miner.items());
  }

  private static Verdict with(Verdict verdict, Optional<Thresholds> thresholds) {
    return new Verdict(
        verdict.subject(),
        verdict.basis(),
        verdict.rules(),
        thresholds,
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        verdict.files());
  }

  static Verdict verdict(LocalSigner miner, long epoch) {
    FileVerdict file =
        new FileVerdict(
            Committed.frozen(miner, 1, 8).key(),
            ObjectVersion.NONE,
            100,
            List.of(3L),
            List.of(new FileVerdict.Draw(RowDraw.Kind.ROWS, 7)),
            false,
            0,
            1000,
            2,
            List.of());
    return new Verdict(
        new VerdictSubject(
            Committed.AUDIENCE,
            Committed.NETUID,
            epoch,
            miner.hotkey(),
            Committed.VALIDATOR.hotkey()),
        new DrawBasis(
            Octets.of(new byte[32]), ValidateHarness.hash(epoch), DrawOptions.DEFAULTS, 1, 100, 8),
        VerdictRules.DEFAULTS,
        Optional.of(Thresholds.DEFAULTS),
        true,
        ContentCounts.NONE,
        List.of(),
        List.of(file));
  }
}
