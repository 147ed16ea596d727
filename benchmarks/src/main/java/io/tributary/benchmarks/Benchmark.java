package io.tributary.benchmarks;

import java.io.IOException;
import java.util.List;

/** Something to measure, with those that do it. */
interface Benchmark extends AutoCloseable {

  /** What one operation is, in the plural: {@code URLs}. */
  String unit();

  /** Who takes part. */
  List<Contender> contenders();

  /** Removes what was needed meanwhile. */
  @Override
  void close() throws IOException;
}
