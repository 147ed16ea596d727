package io.tributary.benchmarks.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what the service reached: to people as a table, to programs as one JSON line. */
final class AuthReport {

  private static final int WIDEST_CELL = 60;

  private final double edVerifiesPerCpuSecond;
  private final List<LoadResult> results;
  private final Replays.Result replays;

  /**
   * @param edVerifiesPerCpuSecond the yardstick: BouncyCastle's ed25519 verifications
   */
  AuthReport(double edVerifiesPerCpuSecond, List<LoadResult> results, Replays.Result replays) {
    this.edVerifiesPerCpuSecond = edVerifiesPerCpuSecond;
    this.results = List.copyOf(results);
    this.replays = replays;
  }

  List<String> lines() {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of("auth", ">requests/CPU s", ">in ed25519 verifies", ">p50 ms", ">p99 ms"));
    for (LoadResult result : results) {
      table.row(
          List.of(
              result.name(),
              String.format(Locale.ROOT, "%,.0f", result.perCpuSecond()),
              String.format(Locale.ROOT, "%.2f", verifies(result)),
              String.format(Locale.ROOT, "%.2f", result.medianMillis()),
              String.format(Locale.ROOT, "%.2f", result.p99Millis())));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "medians of %d rounds; latencies at %,.0f requests/s; one ed25519 verify (BouncyCastle) is 1/%,.0f CPU s",
            AuthBenchmark.ROUNDS,
            AuthBenchmark.LATENCY_PER_SECOND,
            edVerifiesPerCpuSecond));
    lines.add(
        String.format(
            Locale.ROOT,
            "replays: %,d of %,d captured requests, accepted: %,d",
            replays.sent(),
            replays.captured(),
            replays.accepted()));
    return lines;
  }

  boolean noneAccepted() {
    return replays.accepted() == 0;
  }

  /** What one request costs, counted in ed25519 verifications: comparable between machines. */
  private double verifies(LoadResult result) {
    return edVerifiesPerCpuSecond / result.perCpuSecond();
  }

  String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "auth").put("unit", "requests");
    answer.put("java", Runtime.version().toString());
    answer.put("ed25519VerifiesPerCpuSecond", Math.round(edVerifiesPerCpuSecond));
    answer.put("rounds", AuthBenchmark.ROUNDS);
    answer.put("latenciesAtPerSecond", Math.round(AuthBenchmark.LATENCY_PER_SECOND));
    ArrayNode rows = answer.putArray("results");
    for (LoadResult result : results) {
      rows.addObject()
          .put("name", result.name())
          .put("perCpuSecond", Math.round(result.perCpuSecond()))
          .put("sent", result.sent())
          .put("beside", "ed25519 verify (BouncyCastle)")
          .put("ratio", thousandths(1 / verifies(result)))
          .put("p50Millis", thousandths(result.medianMillis()))
          .put("p99Millis", thousandths(result.p99Millis()));
    }
    ObjectNode again = answer.putObject("replays");
    again.put("captured", replays.captured()).put("sent", replays.sent());
    again.put("accepted", replays.accepted());
    ObjectNode outcomes = again.putObject("outcomes");
    replays.outcomes().forEach(outcomes::put);
    return answer.toString();
  }

  private static double thousandths(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
