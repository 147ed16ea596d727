package io.tributary.benchmarks.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Tells how a run ended: to people as a table, to programs as one JSON line. */
final class ChaosReport {

  private static final int WIDEST_CELL = 50;

  private final ChaosOptions options;
  private final ChaosResult result;

  ChaosReport(ChaosOptions options, ChaosResult result) {
    this.options = options;
    this.result = result;
  }

  List<String> lines() {
    TextTable table =
        new TextTable(WIDEST_CELL, List.of(">at s", "chaos", "when", ">lasts s", ">calm after s"));
    for (Event event : result.events()) {
      Step step = event.step();
      boolean lasts = !step.action().isKill() && step.action() != Action.KAFKA_RESTART;
      table.row(
          Arrays.asList(
              tenths(event.atSeconds()),
              step.action().text(),
              step.moment().text() + (event.onTime() ? "" : " (did not come)"),
              lasts ? Long.toString(step.lasts().toSeconds()) : null,
              event.calmSeconds().map(ChaosReport::tenths).orElse(null)));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "%d kills, %d faults (%d requests to S3 failed), seed %d, %s s",
            result.kills(),
            result.faults(),
            result.failedRequests(),
            options.seed(),
            tenths(result.seconds())));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d records sent, %d files; %d parked at the end, %d times before; unfinished uploads: %d, %d of them of parked files",
            result.rowsSent(),
            result.files(),
            result.parked(),
            result.parkings() - result.parked(),
            result.orphans().size(),
            result.orphansOfParkedFiles()));
    if (!result.settled()) {
      lines.add("✘ Not everything was accounted for in time.");
    }
    lines.addAll(result.comparison().lines());
    return lines;
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "chaos").put("seed", options.seed());
    answer.put("kills", result.kills()).put("faults", result.faults());
    answer.put("rowsSent", result.rowsSent());
    answer.put("rowsAccepted", result.comparison().rows());
    answer.put("rowsLost", result.comparison().missing());
    answer.put("rowsTwice", result.comparison().doubled());
    answer.put("files", result.files());
    answer.put("parkedFiles", result.parked());
    answer.put("timesParked", result.parkings());
    answer.put("orphanUploads", result.orphans().size());
    answer.put("orphansOfParkedFiles", result.orphansOfParkedFiles());
    answer.put("ok", result.ok());
    answer.put("seconds", Math.round(result.seconds() * 10) / 10.0);
    return answer.toString();
  }
}
