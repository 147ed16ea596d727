package io.tributary.benchmarks.draw;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.LeafDraw;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.local.query.TextTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * What a miner gains that tries names for a file with corrupt leaves, and with them orders of its
 * set, until a draw suits it. It may know one block's hash while it tries. Were that the seed's
 * block, as where the set is open until the draw, a fitting name escapes. Here the set is frozen
 * before the seed's block exists: the name that was best for the known hash is drawn from hashes
 * that nobody knew.
 */
public final class GrindingBenchmark {

  /** A hundredth of the set's 16,384 leaves, at the start of one file. */
  private static final int CORRUPT = 164;

  private static final int WIDEST_CELL = 60;

  private final long tries;
  private final int trials;
  private final Random random;
  private final DrawOptions options = DrawOptions.DEFAULTS;
  private final Sampler sampler = new Sampler(options);
  private final List<FrozenFile> honest = SimulatedSet.gibibyte();

  /** A name that was tried, and how many corrupt leaves the known hash would draw with it. */
  private record Attempt(long number, long hits) {}

  /** How many names evade the known hash, and the first of those that it hits least. */
  private record Tally(long evading, Attempt best) {

    static Tally of(Attempt attempt) {
      return new Tally(attempt.hits() == 0 ? 1 : 0, attempt);
    }

    Tally plus(Tally other) {
      return new Tally(
          evading + other.evading, other.best.hits() < best.hits() ? other.best : best);
    }
  }

  private record Result(long tries, Tally tally, double seen, double formula, int trials) {

    BinomialInterval interval() {
      return BinomialInterval.of(trials, formula);
    }

    boolean isInside() {
      return interval().holds(seen);
    }
  }

  /**
   * @param tries most names that the miner tries
   * @param trials blocks that the best name is then drawn from
   */
  public GrindingBenchmark(long tries, int trials, Random random) {
    this.tries = tries;
    this.trials = trials;
    this.random = random;
  }

  /** Runs the simulation and prints a table, then one JSON line. */
  public void run(PrintStream out) {
    BlockHash known = SimulatedSet.someHash(random);
    List<Result> results = new ArrayList<>();
    for (long most = 1; most < tries; most *= 1000) {
      results.add(grind(known, most));
    }
    results.add(grind(known, tries));
    table(results).forEach(out::println);
    out.println(json(results));
  }

  private Result grind(BlockHash known, long most) {
    Tally tally =
        LongStream.range(0, most)
            .parallel()
            .mapToObj(number -> new Attempt(number, hits(number, known)))
            .map(Tally::of)
            .reduce(Tally::plus)
            .orElseThrow();
    int caught = 0;
    for (int i = 0; i < trials; i++) {
      caught += hits(tally.best().number(), SimulatedSet.someHash(random)) > 0 ? 1 : 0;
    }
    return new Result(most, tally, (double) caught / trials, formula(), trials);
  }

  /** How many corrupt leaves are drawn, if the file has its name of this number. */
  private long hits(long number, BlockHash hash) {
    List<FrozenFile> files = new ArrayList<>(honest);
    FrozenFile spoiled = SimulatedSet.file(1_000 + number, 128L << 20, 1_000_000);
    files.set(0, spoiled);
    SimulatedSet simulated = SimulatedSet.of("ground", files);
    int index = simulated.set().indexOf(spoiled.key()).orElseThrow();
    List<LeafDraw> draws = sampler.leaves(simulated.seed(hash), simulated.set());
    return draws.stream().filter(draw -> draw.file() == index && draw.leaf() < CORRUPT).count();
  }

  /** 1 - (N-B choose c) / (N choose c). */
  private double formula() {
    long all = honest.stream().mapToLong(FrozenFile::leaves).sum();
    double missed = 1;
    for (int i = 0; i < options.leafDraws(); i++) {
      missed *= (double) (all - CORRUPT - i) / (all - i);
    }
    return 1 - missed;
  }

  private static List<String> table(List<Result> results) {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(
                ">names tried",
                ">evade a known seed",
                ">hits of the best",
                "caught by the known seed",
                ">caught after the freeze",
                ">formula",
                ">99 % interval",
                "gain"));
    for (Result result : results) {
      table.row(
          List.of(
              String.format(Locale.ROOT, "%,d", result.tries()),
              String.format(Locale.ROOT, "%,d", result.tally().evading()),
              Long.toString(result.tally().best().hits()),
              result.tally().best().hits() > 0 ? "yes" : "no: it escapes",
              DetectionBenchmark.percent(result.seen(), 2),
              DetectionBenchmark.percent(result.formula(), 2),
              DetectionBenchmark.percent(result.interval().low(), 2)
                  + " to "
                  + DetectionBenchmark.percent(result.interval().high(), 2),
              result.isInside() ? "none" : "SOME"));
    }
    return table.lines();
  }

  private String json(List<Result> results) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "grinding").put("trials", trials);
    answer.put("allInside", results.stream().allMatch(Result::isInside));
    ArrayNode list = answer.putArray("results");
    for (Result result : results) {
      list.addObject()
          .put("tries", result.tries())
          .put("evading", result.tally().evading())
          .put("bestHits", result.tally().best().hits())
          .put("caughtAfterFreeze", result.seen())
          .put("formula", result.formula())
          .put("low", result.interval().low())
          .put("high", result.interval().high())
          .put("inside", result.isInside());
    }
    return answer.toString();
  }
}
