package io.tributary.benchmarks.challenge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Tells what was measured, beside what is asked. Of the epochs of large files the worst one counts.
 *
 * @param large few files
 * @param many very many
 */
record ChallengeReport(LargeFilesCase.Result large, ManyFilesCase.Result many) {

  private static final int WIDEST_CELL = 80;
  private static final double POSSESSION_ASKED = 0.05;
  private static final double CONTENT_ASKED = 0.08;
  private static final double MEGABYTE = 1e6;

  List<String> lines() {
    List<String> lines = new ArrayList<>(lines(large));
    lines.add("");
    lines.addAll(lines(many));
    lines.add("");
    lines.addAll(heap(many));
    return lines;
  }

  static List<String> lines(LargeFilesCase.Result large) {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(
                text("%,d files, %,d rows", large.files(), large.rows()),
                ">MB",
                ">share of the set",
                ">asked",
                ">requests",
                ">seconds, median",
                ">slowest",
                ">asked"));
    table.row(List.of("the set, read whole", mb(large.setBytes()), "100 %", "", "", "", "", ""));
    table.row(
        List.of(
            "of which tails",
            mb(large.tailBytes()),
            percent((double) large.tailBytes() / large.setBytes()),
            "",
            "",
            "",
            "",
            ""));
    row(table, "possession: tails and drawn leaves", large, large.possession(), "5 %", "");
    row(table, "with the row groups of drawn rows", large, large.groups(), "", "");
    row(table, "with the id column: the epoch", large, large.epochs(), "8 %", "5");
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(text("most heap in an epoch, garbage included: %s MB", mb(large.heapPeak())));
    return lines;
  }

  private static void row(
      TextTable table,
      String name,
      LargeFilesCase.Result large,
      List<Cost> costs,
      String shareAsked,
      String secondsAsked) {
    Cost most = LargeFilesCase.Result.most(costs, Comparator.comparingLong(Cost::bytes));
    table.row(
        List.of(
            name,
            mb(most.bytes()),
            percent(large.share(costs)),
            shareAsked,
            text("%,d", most.requests()),
            text("%.2f", LargeFilesCase.Result.medianSeconds(costs)),
            text("%.2f", slowest(costs)),
            secondsAsked));
  }

  private static List<String> lines(ManyFilesCase.Result many) {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(
                text("%,d files, %,d rows", many.files(), many.rows()),
                ">measured",
                ">asked",
                ">upstream, whole files"));
    table.row(List.of("MB of the set", mb(many.setBytes()), "", ""));
    table.row(List.of("files drawn", text("%,d", many.drawn()), "", ""));
    table.row(List.of("freeze and draw, s, slowest", text("%.2f", many.slowestFreeze()), "2", ""));
    table.row(List.of("MB read", mb(many.epoch().bytes()), "100", mb(many.setBytes())));
    table.row(List.of("requests", text("%,d", many.epoch().requests()), "", ""));
    table.row(
        List.of(
            text("epoch, s, at %d ms a request", ManyFilesCase.LATENCY.toMillis()),
            text("%.2f", many.epoch().seconds()),
            "60",
            "299 to 396, as reported"));
    return table.lines();
  }

  private static List<String> heap(ManyFilesCase.Result many) {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(">such miners in turn", ">heap after, MB", ">most before, garbage included"));
    for (ManyFilesCase.Look look : many.looks()) {
      table.row(List.of(text("%,d", look.miners()), mb(look.inUse()), mb(look.peak())));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(text("%.2f s a miner, at no latency", many.secondsPerMiner()));
    return lines;
  }

  String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "challenge").put("java", Runtime.version().toString());
    answer
        .putObject("largeFiles")
        .put("bytes", large.setBytes())
        .put("tailBytes", large.tailBytes())
        .put("possessionShare", large.share(large.possession()))
        .put("possessionKept", large.share(large.possession()) <= POSSESSION_ASKED)
        .put("rowGroupsShare", large.share(large.groups()))
        .put("contentShare", large.share(large.epochs()))
        .put("contentKept", large.share(large.epochs()) <= CONTENT_ASKED)
        .put("medianSeconds", LargeFilesCase.Result.medianSeconds(large.epochs()))
        .put("slowestSeconds", slowest(large.epochs()))
        .put("heapPeak", large.heapPeak());
    ObjectNode small = answer.putObject("manyFiles");
    small
        .put("files", many.files())
        .put("bytes", many.setBytes())
        .put("freezeAndDrawSeconds", many.slowestFreeze())
        .put("bytesRead", many.epoch().bytes())
        .put("requests", many.epoch().requests())
        .put("epochSeconds", many.epoch().seconds());
    ArrayNode looks = small.putArray("heap");
    for (ManyFilesCase.Look look : many.looks()) {
      looks.addObject().put("miners", look.miners()).put("bytes", look.inUse());
    }
    return answer.toString();
  }

  private static double slowest(List<Cost> costs) {
    return LargeFilesCase.Result.most(costs, Comparator.comparingLong(Cost::nanos)).seconds();
  }

  private static String mb(long bytes) {
    return text("%,.1f", bytes / MEGABYTE);
  }

  private static String percent(double share) {
    return text("%.2f %%", share * 100);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
