package io.tributary.benchmarks;

import java.io.IOException;

/**
 * One of those that are measured.
 *
 * @param name what it is, unique in its benchmark
 * @param beside the name of the one that it is compared with, its own name if with none
 * @param work the work, on the calling thread alone
 */
record Contender(String name, String beside, Work work) {

  /** Work of a wanted size. */
  interface Work {
    /**
     * Does so many operations.
     *
     * @return something computed from all results, so that none can be left out
     * @throws IOException if files that it writes cannot be written
     */
    long run(int operations) throws IOException;
  }
}
