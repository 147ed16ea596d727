package io.tributary.local.demo.expect;

import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison found. Immutable.
 *
 * @param contentsCompared whether there was an expectation to compare contents with
 * @param expectedKeys keys that had to be in the lake
 * @param rows rows found in the lake
 * @param missing expected keys that no row has
 * @param doubled rows whose key another row has already
 * @param unexpected rows of a key that nobody expected, or that cannot be read as an item
 * @param altered rows whose values are not those that their owner sent
 * @param differences number of all differences, those of figures included
 * @param first the first few of them, for people
 */
public record ComparisonResult(
    boolean contentsCompared,
    long expectedKeys,
    long rows,
    long missing,
    long doubled,
    long unexpected,
    long altered,
    long differences,
    List<String> first) {

  /** Whether everything was as it must be. */
  public boolean ok() {
    return differences == 0;
  }

  /** The result in lines for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!contentsCompared) {
      lines.add(
          (ok() ? "✔ The sums hold" : "✘ The sums do not hold")
              + "; these stores were not generated, so their contents are not compared.");
    } else if (ok()) {
      lines.add(
          String.format(
              "✔ All %,d expected items are in the lake, each once, with the values that its owner"
                  + " sent;",
              expectedKeys));
      lines.add("  every figure is as expected.");
    } else {
      lines.add(
          String.format(
              "✘ %,d differences: of %,d expected items %,d are missing; of %,d rows %,d are"
                  + " doubled,",
              differences, expectedKeys, missing, rows, doubled));
      lines.add(String.format("  %,d unexpected, %,d altered.", unexpected, altered));
    }
    first.forEach(d -> lines.add("  - " + d));
    if (differences > first.size()) {
      lines.add(String.format("  … and %,d more", differences - first.size()));
    }
    return lines;
  }
}
