package io.tributary.benchmarks.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.lake.verdict.Outcome;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Tells what faults made of honest miners.
 *
 * @param faults how many of each kind
 * @param tallies of the epochs with each
 * @param calm of the last epoch, with none
 */
record FaultsReport(Map<Fault, Long> faults, Map<Fault, Tally> tallies, Tally calm) {

  private static final int WIDEST_CELL = 60;

  /** Whether no honest miner failed, no file is missing, and all is well in the end. */
  boolean isKept(int miners) {
    return sum(tally -> tally.verdicts(Outcome.FAIL)) == 0
        && sum(Tally::unaccounted) == 0
        && calm.verdicts(Outcome.PASS) == miners
        && calm.files(Outcome.NO_EVIDENCE) + calm.files(Outcome.FAIL) == 0;
  }

  private long sum(ToLongFunction<Tally> amount) {
    return Stream.concat(tallies.values().stream(), Stream.of(calm)).mapToLong(amount).sum();
  }

  private long total() {
    return faults.values().stream().mapToLong(Long::longValue).sum();
  }

  List<String> lines() {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(
                "fault",
                ">faults",
                ">miners passed",
                ">no evidence",
                ">FAILED",
                ">files proven",
                ">undecided",
                ">lake at fault",
                ">unaccounted"));
    faults.forEach((fault, count) -> row(table, fault.text(), count, tallies.get(fault)));
    row(table, "none, in the end", 0, calm);
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d faults: %,d honest miners failed, %,d files unaccounted for",
            total(),
            sum(tally -> tally.verdicts(Outcome.FAIL)),
            sum(Tally::unaccounted)));
    return lines;
  }

  private static void row(TextTable table, String name, long count, Tally tally) {
    table.row(
        Stream.concat(
                Stream.of(name),
                Stream.of(
                        count,
                        tally.verdicts(Outcome.PASS),
                        tally.verdicts(Outcome.NO_EVIDENCE),
                        tally.verdicts(Outcome.FAIL),
                        tally.files(Outcome.PASS),
                        tally.files(Outcome.NO_EVIDENCE),
                        tally.files(Outcome.FAIL),
                        tally.unaccounted())
                    .map(number -> String.format(Locale.ROOT, "%,d", number)))
            .toList());
  }

  String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "faults").put("faults", total());
    answer.put("minersFailed", sum(tally -> tally.verdicts(Outcome.FAIL)));
    answer.put("filesUnaccounted", sum(Tally::unaccounted));
    answer.put("calmPassed", calm.verdicts(Outcome.PASS));
    ArrayNode kinds = answer.putArray("kinds");
    faults.forEach(
        (fault, count) -> {
          Tally tally = tallies.get(fault);
          kinds
              .addObject()
              .put("fault", fault.name())
              .put("faults", count)
              .put("passed", tally.verdicts(Outcome.PASS))
              .put("noEvidence", tally.verdicts(Outcome.NO_EVIDENCE))
              .put("failed", tally.verdicts(Outcome.FAIL))
              .put("filesUndecided", tally.files(Outcome.NO_EVIDENCE));
        });
    return answer.toString();
  }
}
