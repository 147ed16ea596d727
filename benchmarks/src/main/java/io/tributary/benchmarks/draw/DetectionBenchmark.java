package io.tributary.benchmarks.draw;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.Sampler;
import io.tributary.local.query.TextTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How often the draws find what is corrupt or fabricated, beside the formula: each trial spoils
 * another part of the set and draws from another block's hash.
 */
public final class DetectionBenchmark {

  private static final double[] SHARES = {0.005, 0.01, 0.05, 0.2};
  private static final int MANY_FILES = 3_000;
  private static final int WIDEST_CELL = 60;

  private final int trials;
  private final Random random;
  private final DrawOptions options = DrawOptions.DEFAULTS;
  private final Sampler sampler = new Sampler(options);

  /**
   * A row of the table: what was seen, and what the formula says of the same trials.
   *
   * @param formula exact: leaves are drawn without replacement, rows with
   * @param bound what draws with replacement detect
   */
  private record Result(
      String what,
      String set,
      double share,
      String draws,
      double seen,
      double formula,
      double bound,
      int trials) {

    BinomialInterval interval() {
      return BinomialInterval.of(trials, formula);
    }

    boolean isInside() {
      return interval().holds(seen);
    }
  }

  /**
   * @param trials of each case
   */
  public DetectionBenchmark(int trials, Random random) {
    this.trials = trials;
    this.random = random;
  }

  /** Runs all cases and prints a table, then one JSON line. */
  public void run(PrintStream out) {
    List<Result> results = new ArrayList<>();
    for (SimulatedSet simulated :
        List.of(
            SimulatedSet.of("1 GiB in 8 files", SimulatedSet.gibibyte()),
            SimulatedSet.of(
                String.format(Locale.ROOT, "%,d files of all sizes", MANY_FILES),
                SimulatedSet.manyFiles(MANY_FILES, random)))) {
      for (double share : SHARES) {
        results.add(leaves(simulated, share));
      }
      for (double share : SHARES) {
        results.add(rows(simulated, share));
      }
    }
    table(results).forEach(out::println);
    out.println(json(results));
  }

  private Result leaves(SimulatedSet simulated, double share) {
    int hits = 0;
    double formula = 0;
    double bound = 0;
    for (int i = 0; i < trials; i++) {
      Spoiled spoiled = Spoiled.leaves(simulated.set(), share, random);
      formula = spoiled.leafDetection(options.leafDraws());
      bound = spoiled.leafBound(options.leafDraws());
      hits +=
          spoiled.isHitByLeaves(
                  sampler.leaves(simulated.seed(SimulatedSet.someHash(random)), simulated.set()))
              ? 1
              : 0;
    }
    String draws = options.leafDraws() + " leaves";
    return new Result(
        "corrupt leaves",
        simulated.name(),
        share,
        draws,
        (double) hits / trials,
        formula,
        bound,
        trials);
  }

  private Result rows(SimulatedSet simulated, double share) {
    int hits = 0;
    double formula = 0;
    for (int i = 0; i < trials; i++) {
      Spoiled spoiled = Spoiled.rowGroups(simulated.set(), share, random);
      formula += spoiled.rowDetection(options.weightedDraws(), options.fileDraws()) / trials;
      hits +=
          spoiled.isHitByRows(
                  sampler.countedRows(
                      simulated.seed(SimulatedSet.someHash(random)), simulated.set()))
              ? 1
              : 0;
    }
    String draws = options.weightedDraws() + " + " + options.fileDraws() + " rows";
    return new Result(
        "fabricated rows",
        simulated.name(),
        share,
        draws,
        (double) hits / trials,
        formula,
        formula,
        trials);
  }

  private static List<String> table(List<Result> results) {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(
                "detection",
                "set",
                ">spoiled",
                "drawn",
                ">trials",
                ">detected",
                ">formula",
                ">1-(1-f)^c",
                ">99 % interval",
                "inside"));
    for (Result result : results) {
      table.row(
          List.of(
              result.what(),
              result.set(),
              percent(result.share(), 1),
              result.draws(),
              String.format(Locale.ROOT, "%,d", result.trials()),
              percent(result.seen(), 2),
              percent(result.formula(), 2),
              percent(result.bound(), 2),
              percent(result.interval().low(), 2) + " to " + percent(result.interval().high(), 2),
              result.isInside() ? "yes" : "NO"));
    }
    return table.lines();
  }

  private String json(List<Result> results) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "detection").put("trials", trials);
    answer.put("confidencePpm", options.confidencePpm());
    answer.put("toleratedPpm", options.toleratedPpm());
    answer.put("allInside", results.stream().allMatch(Result::isInside));
    ArrayNode list = answer.putArray("results");
    for (Result result : results) {
      list.addObject()
          .put("what", result.what())
          .put("set", result.set())
          .put("spoiled", result.share())
          .put("drawn", result.draws())
          .put("detected", result.seen())
          .put("formula", result.formula())
          .put("withReplacement", result.bound())
          .put("low", result.interval().low())
          .put("high", result.interval().high())
          .put("inside", result.isInside());
    }
    return answer.toString();
  }

  static String percent(double share, int places) {
    return String.format(Locale.ROOT, "%." + places + "f %%", 100 * share);
  }
}
