package io.tributary.local.demo.expect;

import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.demo.report.MinerFigures;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares figures with an expectation and with themselves.
 *
 * <p>A feeder that was interrupted may send records again, which then count again as received and
 * as duplicate or rejected. So a resumed folder may have more of these than expected; it may never
 * have fewer, and what is accepted must always be exact.
 */
final class FigureComparison {

  private final Differences differences;
  private final boolean resumed;

  FigureComparison(Differences differences, boolean resumed) {
    this.differences = differences;
    this.resumed = resumed;
  }

  /** The sum rule, which needs no expectation. */
  void sums(DemoFigures figures) {
    for (MinerFigures miner : figures.miners()) {
      long ends = miner.accepted() + miner.duplicate() + miner.rejectedTotal();
      if (miner.received() != ends) {
        differences.add(
            miner.name()
                + ": received "
                + miner.received()
                + ", but accepted + duplicate + rejected = "
                + ends);
      }
      exact(miner.name() + ": rows in files, accepted", miner.accepted(), miner.rows());
    }
  }

  void expected(Expectation expectation, DemoFigures figures) {
    Map<String, MinerFigures> byHotkey = new HashMap<>();
    figures.miners().forEach(m -> byHotkey.put(m.hotkey(), m));
    for (Expectation.Miner miner : expectation.miners()) {
      MinerFigures found = byHotkey.remove(miner.hotkey());
      if (found == null) {
        differences.add(miner.name() + ": no figures");
        continue;
      }
      atLeast(miner.name() + ": received", miner.received(), found.received());
      reasons(miner, found);
    }
    byHotkey.values().forEach(m -> differences.add(m.name() + ": figures of no expected miner"));
    exact("accepted", expectation.accepted(), figures.accepted());
    atLeast("duplicate", expectation.duplicate(), figures.duplicate());
    exact("refused batches", 0, figures.refusedBatches());
  }

  private void reasons(Expectation.Miner miner, MinerFigures found) {
    Set<String> reasons = new TreeSet<>(miner.refused().keySet());
    reasons.addAll(found.rejected().keySet());
    for (String reason : reasons) {
      long wanted = miner.refused().getOrDefault(reason, 0L);
      long got = found.rejected().getOrDefault(reason, 0L);
      String what = miner.name() + ": rejected as " + reason;
      if (wanted == 0) {
        exact(what, wanted, got);
      } else {
        atLeast(what, wanted, got);
      }
    }
  }

  private void atLeast(String what, long wanted, long got) {
    if (got < wanted || (got > wanted && !resumed)) {
      differences.add(what + ": expected " + wanted + ", got " + got);
    }
  }

  private void exact(String what, long wanted, long got) {
    if (got != wanted) {
      differences.add(what + ": expected " + wanted + ", got " + got);
    }
  }
}
