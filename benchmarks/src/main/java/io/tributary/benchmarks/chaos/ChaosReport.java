package io.tributary.benchmarks.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tells how a run ended: to people as tables, to programs as one JSON line. */
final class ChaosReport {

  private static final int WIDEST_CELL = 50;

  private final ChaosOptions options;
  private final ChaosResult result;

  ChaosReport(ChaosOptions options, ChaosResult result) {
    this.options = options;
    this.result = result;
  }

  /** Whether all that was ordered was done, and did no harm. */
  boolean ok() {
    return result.ok()
        && result.kills() == options.kills()
        && result.allFaults() == options.faults();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(steps().lines());
    lines.add("");
    lines.addAll(sums().lines());
    result.standIns().forEach(standIn -> lines.add("! " + standIn));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d kills, %d faults of S3, %d other disturbances, seed %d, %s s",
            result.kills(),
            result.allFaults(),
            result.disturbances(),
            options.seed(),
            tenths(result.seconds())));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d records sent, %d files; %d parked at the end, %d times before",
            result.rowsSent(),
            result.files(),
            result.parked(),
            result.parkings() - result.parked()));
    lines.add(
        String.format(
            Locale.ROOT,
            "unfinished uploads: %d orphans given up, %d of parked files, %d unaccounted for",
            result.uploads().orphans(),
            result.uploads().parked(),
            result.uploads().unaccounted()));
    lines.addAll(result.validation().lines());
    if (!result.settled()) {
      lines.add("✘ Not everything was accounted for in time.");
    }
    if (result.kills() != options.kills() || result.allFaults() != options.faults()) {
      lines.add("✘ Not all that was ordered could be done.");
    }
    lines.addAll(result.comparison().lines());
    return lines;
  }

  private TextTable steps() {
    TextTable table =
        new TextTable(
            WIDEST_CELL, List.of(">at s", "chaos", "when", ">lasts s", ">calm after s", ">faults"));
    for (Event event : result.events()) {
      Step step = event.step();
      table.row(
          Arrays.asList(
              tenths(event.atSeconds()),
              step.action().text(),
              step.moment().text() + (event.onTime() ? "" : " (did not come)"),
              step.action().lasts() ? Long.toString(step.lasts().toSeconds()) : null,
              event.calmSeconds().map(ChaosReport::tenths).orElse(null),
              Long.toString(event.faults())));
    }
    return table;
  }

  private TextTable sums() {
    TextTable table = new TextTable(WIDEST_CELL, List.of("what", ">times"));
    Map<Action, Integer> times = new TreeMap<>();
    result.events().forEach(event -> times.merge(event.step().action(), 1, Integer::sum));
    times.forEach((action, count) -> table.row(List.of(action.text(), Integer.toString(count))));
    result
        .faults()
        .forEach(
            (fault, count) ->
                table.row(List.of("request to S3: " + fault.text(), Long.toString(count))));
    if (result.stsFaults() > 0) {
      table.row(List.of("request to the token service failed", Long.toString(result.stsFaults())));
    }
    return table;
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** The mean of the recoveries from kills that were waited for; 0 if there were none. */
  private double meanRecovery() {
    return result.events().stream()
        .filter(event -> event.step().action().kind() == Action.Kind.KILL)
        .flatMap(event -> event.calmSeconds().stream())
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }

  String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "chaos").put("seed", options.seed());
    answer.put("kills", result.kills()).put("faults", result.allFaults());
    answer.put("disturbances", result.disturbances());
    answer.put("rowsSent", result.rowsSent());
    answer.put("rowsAccepted", result.comparison().rows());
    answer.put("rowsLost", result.comparison().missing());
    answer.put("rowsTwice", result.comparison().doubled());
    answer.put("files", result.files());
    answer.put("parkedFiles", result.parked());
    answer.put("timesParked", result.parkings());
    answer.put("orphanUploads", result.uploads().orphans());
    answer.put("unaccountedUploads", result.uploads().unaccounted());
    ValidationAccount validation = result.validation();
    answer.put("epochs", validation.epochs());
    answer.put("verdicts", validation.verdicts());
    answer.put("verdictsFailed", validation.failed());
    answer.put("verdictsNoEvidence", validation.noEvidence());
    answer.put("verdictsMissing", validation.missing());
    answer.put("verdictsTwice", validation.twice());
    answer.put("verdictsNotReplayed", validation.differences().size());
    answer.put("minersPassedBy", validation.passedBy());
    answer.put("freezesLate", validation.late());
    answer.put("filesNotFrozen", validation.unfrozen());
    answer.put("recoverySeconds", Math.round(meanRecovery() * 10) / 10.0);
    answer.put("ok", ok());
    answer.put("seconds", Math.round(result.seconds() * 10) / 10.0);
    return answer.toString();
  }
}
