package io.tributary.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs contenders in turn, so that whatever slows the machine down slows all of them down.
 *
 * <p>Each first warms up by doubling its work until that takes a run's time. Not thread-safe.
 */
final class SideBySide {

  private static final int MOST_OPERATIONS = 1 << 30;
  private static final int LONG_RUNS = 2;

  private final LongSupplier nanos;
  private final Duration runTime;
  private final int runs;
  private long checksum;

  /**
   * @param nanos the time that this thread has worked
   * @param runTime how long a run should take, about
   * @param runs how many measured runs each contender has, at least one
   */
  SideBySide(LongSupplier nanos, Duration runTime, int runs) {
    this.nanos = nanos;
    this.runTime = runTime;
    this.runs = runs;
  }

  /** Measures all, in the order given. */
  List<Measurement> measure(List<Contender> contenders) throws IOException {
    int[] operations = new int[contenders.size()];
    for (int i = 0; i < operations.length; i++) {
      operations[i] = warmUp(contenders.get(i));
    }
    double[][] rates = new double[contenders.size()][runs];
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < operations.length; i++) {
        rates[i][run] = operations[i] * 1e9 / time(contenders.get(i), operations[i]);
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < operations.length; i++) {
      measurements.add(Measurement.of(contenders.get(i), rates[i]));
    }
    return measurements;
  }

  /** A value that depends on every result: printing it keeps the work from being left out. */
  long checksum() {
    return checksum;
  }

  /** A first long run may have been slow for being the first: only two in a row count. */
  private int warmUp(Contender contender) throws IOException {
    int operations = 1;
    int longRuns = 0;
    while (longRuns < LONG_RUNS && operations < MOST_OPERATIONS) {
      if (time(contender, operations) >= runTime.toNanos()) {
        longRuns++;
      } else {
        longRuns = 0;
        operations *= 2;
      }
    }
    return operations;
  }

  private long time(Contender contender, int operations) throws IOException {
    long start = nanos.getAsLong();
    checksum += contender.work().run(operations);
    return Math.max(1, nanos.getAsLong() - start);
  }
}
