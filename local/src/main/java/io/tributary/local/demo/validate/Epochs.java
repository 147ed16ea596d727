package io.tributary.local.demo.validate;

import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.verdict.Verdict;
import io.tributary.local.chain.EmbeddedChain;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** Takes a chain through epochs, as fast as their freezes and verdicts come. Not thread-safe. */
final class Epochs {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(100);

  private final EmbeddedChain chain;
  private final EpochSchedule schedule;
  private final VerdictReader reader;
  private final Check check;

  /** Looks whether what should run does. */
  @FunctionalInterface
  interface Check {
    /** Throws if it does not. */
    void requireRunning() throws Exception;
  }

  /** What came of an epoch. */
  record Epoch(List<Freeze> freezes, List<Verdict> verdicts) {}

  Epochs(EmbeddedChain chain, EpochSchedule schedule, VerdictReader reader, Check check) {
    this.chain = chain;
    this.schedule = schedule;
    this.reader = reader;
    this.check = check;
  }

  /**
   * Makes an epoch's blocks and waits for what is published of it.
   *
   * @param miners how many have files
   * @throws IOException if nothing comes for minutes
   */
  Epoch run(long epoch, int miners) throws Exception {
    blocksTo(schedule.freezeBlock(epoch));
    await("freezes", epoch, miners, () -> reader.freezes(epoch).size());
    blocksTo(schedule.seedBlock(epoch));
    await("verdicts", epoch, miners, () -> reader.verdicts(epoch).size());
    return new Epoch(reader.freezes(epoch), reader.verdicts(epoch));
  }

  private void blocksTo(long number) {
    while (chain.finalizedNumber() < number) {
      chain.makeBlock();
    }
  }

  private void await(String what, long epoch, int miners, IntSupplier have) throws Exception {
    long start = System.nanoTime();
    while (have.getAsInt() < miners) {
      check.requireRunning();
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException(
            "after "
                + PATIENCE.toMinutes()
                + " minutes there are "
                + have.getAsInt()
                + " of "
                + miners
                + " "
                + what
                + " of epoch "
                + epoch);
      }
      reader.poll(POLL);
    }
  }
}
