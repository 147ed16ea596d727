package io.tributary.lake.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What one input may cost the thread that reads it. */
public final class FuzzBounds {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int RUNS = 3;

  private FuzzBounds() {}

  /** What reads an input. */
  @FunctionalInterface
  public interface Reading {
    void run() throws Exception;
  }

  /**
   * Reads an input: within its bounds at once, or again when what the first runs of a JVM load and
   * compile is there.
   *
   * @param most processor time that it may take
   * @param bytes that it may allocate, whether or not they are let go again
   */
  public static void within(Duration most, long bytes, Reading reading) throws Exception {
    for (int run = 1; ; run++) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long began = THREADS.getCurrentThreadCpuTime();
      reading.run();
      Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began);
      long claimed = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      if (took.compareTo(most) < 0 && claimed < bytes) {
        return;
      }
      assertThat(run).as("%s and %s bytes, time after time", took, claimed).isLessThan(RUNS);
    }
  }
}
