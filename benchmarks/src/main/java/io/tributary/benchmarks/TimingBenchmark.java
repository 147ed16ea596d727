package io.tributary.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.query.TextTable;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Looks for a difference in time between one fixed secret and random secrets, in turns that a coin
 * decides. It can show a leak; that it sees none proves nothing: see docs/crypto.md.
 */
final class TimingBenchmark {

  private static final int LEAST_SAMPLES = 64;
  private static final int MOST_SAMPLES = 1_000_000;
  private static final int WIDEST_CELL = 60;

  private final RandomGenerator random;
  private final Duration time;
  private long checksum;

  private record Result(TimingSubject subject, int samples, double t) {
    boolean differs() {
      return Math.abs(t) >= WelchTest.LIKELY;
    }
  }

  /**
   * @param time how long each subject is measured, about, after as long a warm-up
   */
  TimingBenchmark(RandomGenerator random, Duration time) {
    this.random = random;
    this.time = time;
  }

  /** Measures all and prints a table, then one JSON line. */
  void run(List<TimingSubject> subjects, PrintStream out) {
    List<Result> results = new ArrayList<>();
    for (TimingSubject subject : subjects) {
      measure(subject);
      results.add(measure(subject));
    }
    table(results).forEach(out::println);
    out.println("checksum " + Long.toHexString(checksum));
    out.println(json(results));
  }

  private Result measure(TimingSubject subject) {
    long[][] times = new long[2][LEAST_SAMPLES];
    int[] counts = new int[2];
    long end = System.nanoTime() + time.toNanos();
    int samples = 0;
    while (samples < LEAST_SAMPLES || (System.nanoTime() < end && samples < MOST_SAMPLES)) {
      int kind = random.nextBoolean() ? 1 : 0;
      int place = random.nextInt(TimingSubject.PLACES);
      long start = System.nanoTime();
      long result = subject.run(kind == 0, place);
      long taken = System.nanoTime() - start;
      checksum += result;
      if (counts[kind] == times[kind].length) {
        times[kind] = Arrays.copyOf(times[kind], 2 * counts[kind]);
      }
      times[kind][counts[kind]++] = taken;
      samples++;
    }
    double t = WelchTest.t(Arrays.copyOf(times[0], counts[0]), Arrays.copyOf(times[1], counts[1]));
    return new Result(subject, samples, t);
  }

  private static List<String> table(List<Result> results) {
    TextTable table =
        new TextTable(WIDEST_CELL, List.of("timing", ">samples", ">t", "fixed against random"));
    for (Result result : results) {
      table.row(
          List.of(
              result.subject().name(),
              String.format(Locale.ROOT, "%,d", result.samples()),
              String.format(Locale.ROOT, "%.2f", result.t()),
              result.differs() ? "DIFFERENCE seen" : "no difference seen"));
    }
    return table.lines();
  }

  private static String json(List<Result> results) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "timing").put("threshold", WelchTest.LIKELY);
    answer.put("java", Runtime.version().toString());
    ArrayNode list = answer.putArray("results");
    for (Result result : results) {
      list.addObject()
          .put("name", result.subject().name())
          .put("samples", result.samples())
          .put("t", Math.round(result.t() * 100) / 100.0)
          .put("difference", result.differs());
    }
    return answer.toString();
  }
}
