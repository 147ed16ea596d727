package io.tributary.jobs.validate;

import io.tributary.lake.check.ItemSample;
import io.tributary.lake.verdict.Verdict;
import java.util.Objects;

/**
 * A miner's verdict before it was compared with other miners. The items are not to be changed.
 *
 * @param verdict what the miner's own files say
 * @param items of their examined rows
 */
record JudgedMiner(Verdict verdict, ItemSample items) implements EpochNotice {

  JudgedMiner {
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(items, "items");
  }

  @Override
  public long epoch() {
    return verdict.subject().epoch();
  }

  @Override
  public boolean hasMiners() {
    return true;
  }

  /** Address of the miner. */
  String hotkey() {
    return verdict.subject().hotkey().address();
  }
}
