package io.tributary.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.query.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells measurements: to people as a table, to programs as one JSON line. */
final class Report {

  private static final int WIDEST_CELL = 60;

  private final String name;
  private final String unit;
  private final int runs;
  private final List<Measurement> measurements;
  private final Map<String, Measurement> byName;

  Report(String name, String unit, int runs, List<Measurement> measurements) {
    this.name = name;
    this.unit = unit;
    this.runs = runs;
    this.measurements = measurements;
    this.byName =
        measurements.stream()
            .collect(Collectors.toMap(m -> m.contender().name(), Function.identity()));
  }

  List<String> table() {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(name, ">" + unit + "/s and core", ">slowest", ">fastest", ">ratio", "beside"));
    for (Measurement measurement : measurements) {
      boolean alone = isAlone(measurement);
      table.row(
          List.of(
              measurement.contender().name(),
              whole(measurement.median()),
              whole(measurement.slowest()),
              whole(measurement.fastest()),
              alone ? "" : String.format(Locale.ROOT, "%.2f", ratio(measurement)),
              alone ? "" : measurement.contender().beside()));
    }
    return table.lines();
  }

  String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", name).put("unit", unit).put("runs", runs);
    answer.put("java", Runtime.version().toString());
    ArrayNode results = answer.putArray("results");
    for (Measurement measurement : measurements) {
      ObjectNode result = results.addObject();
      result.put("name", measurement.contender().name());
      result.put("perSecond", Math.round(measurement.median()));
      result.put("slowest", Math.round(measurement.slowest()));
      result.put("fastest", Math.round(measurement.fastest()));
      if (!isAlone(measurement)) {
        result.put("beside", measurement.contender().beside());
        result.put("ratio", Math.round(ratio(measurement) * 1000) / 1000.0);
      }
    }
    return answer.toString();
  }

  private static boolean isAlone(Measurement measurement) {
    return measurement.contender().beside().equals(measurement.contender().name());
  }

  private double ratio(Measurement measurement) {
    return measurement.median() / byName.get(measurement.contender().beside()).median();
  }

  private static String whole(double rate) {
    return String.format(Locale.ROOT, "%,.0f", rate);
  }
}
