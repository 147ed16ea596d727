package io.tributary.benchmarks.chaos;

/** Ends what goes wrong for a while. */
interface Undo {
  void run() throws Exception;
}
