package io.tributary.benchmarks.faults;

import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import java.util.EnumMap;
import java.util.Map;

/** How verdicts and their files ended. Not thread-safe. */
final class Tally {

  private final Map<Outcome, Long> verdicts = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Long> files = new EnumMap<>(Outcome.class);
  private long unaccounted;

  /**
   * Counts a verdict.
   *
   * @param missing files that should be in it and are not
   */
  void add(Verdict verdict, long missing) {
    verdicts.merge(verdict.outcome(), 1L, Long::sum);
    for (FileVerdict file : verdict.files()) {
      files.merge(file.outcome(), 1L, Long::sum);
    }
    unaccounted += missing;
  }

  long verdicts(Outcome outcome) {
    return verdicts.getOrDefault(outcome, 0L);
  }

  long files(Outcome outcome) {
    return files.getOrDefault(outcome, 0L);
  }

  /** Files that were drawn, or came undecided, and have no result. */
  long unaccounted() {
    return unaccounted;
  }
}
