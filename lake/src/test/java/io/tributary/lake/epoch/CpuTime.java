package io.tributary.lake.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** What a piece of work costs, whatever else the machine does. */
public final class CpuTime {

  private static final int RUNS = 3;

  private CpuTime() {}

  /** Fails unless the best of some runs on this thread takes less of a processor. */
  public static void assertUnder(Duration most, Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      long start = threads.getCurrentThreadCpuTime();
      work.run();
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    assertThat(Duration.ofNanos(best)).isLessThan(most);
  }
}
