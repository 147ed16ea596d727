package io.tributary.benchmarks.sink;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.benchmarks.sink.SinkCase.Contender;
import io.tributary.benchmarks.sink.SinkCase.Store;
import io.tributary.local.query.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Tells what the sinks used: to people as a table, to programs as one JSON line. */
final class SinkReport {

  private static final int WIDEST_CELL = 40;

  private final int rows;
  private final List<Row> results = new ArrayList<>();

  /**
   * A case.
   *
   * @param of what each used; empty if its heap was too small or it took minutes on end
   */
  record Row(SinkCase wanted, Map<Contender, Optional<SinkResult>> of) {

    /** Rows per second of processor time, net of what the generator used alone. */
    OptionalDouble rowsPerCpuSecond(Contender contender) {
      Optional<SinkResult> generator = of.get(Contender.GENERATOR);
      Optional<SinkResult> result = of.get(contender);
      if (generator.isEmpty() || result.isEmpty()) {
        return OptionalDouble.empty();
      }
      double net = result.get().cpuSeconds() - generator.get().cpuSeconds();
      return net <= 0 ? OptionalDouble.empty() : OptionalDouble.of(wanted.rows() / net);
    }

    OptionalDouble ratio() {
      OptionalDouble ours = rowsPerCpuSecond(Contender.MINER_FILE_SINK);
      OptionalDouble stock = rowsPerCpuSecond(Contender.FILE_SINK);
      return ours.isPresent() && stock.isPresent()
          ? OptionalDouble.of(ours.getAsDouble() / stock.getAsDouble())
          : OptionalDouble.empty();
    }
  }

  SinkReport(int rows) {
    this.rows = rows;
  }

  void add(SinkCase wanted, Map<Contender, Optional<SinkResult>> of) {
    results.add(new Row(wanted, of));
  }

  /** A table of what was written to a store. */
  List<String> lines(Store store) {
    TextTable table =
        new TextTable(
            WIDEST_CELL,
            List.of(
                ">buckets",
                ">checkpoint s",
                "sink",
                ">rows/CPU s",
                ">ratio",
                ">store's CPU s",
                ">files",
                ">MB",
                ">heap after GC MB",
                ">off-heap MB",
                ">s"));
    for (Row row : results) {
      if (row.wanted().store() != store) {
        continue;
      }
      for (Contender contender : List.of(Contender.FILE_SINK, Contender.MINER_FILE_SINK)) {
        table.row(cells(row, contender));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d rows a run, %s; processor time net of what making and shuffling the rows takes",
            rows,
            store.title()));
    lines.add("no result: out of memory, or not done within ten minutes for want of it");
    if (store == Store.FILES) {
      lines.add(
          "-Xmx1g: full collections are demanded every second, so that the heap is what is in use, and rows/CPU s means little");
    }
    return lines;
  }

  private static List<String> cells(Row row, Contender contender) {
    List<String> cells = new ArrayList<>();
    cells.add(String.format(Locale.ROOT, "%,d", row.wanted().buckets()));
    cells.add(Long.toString(row.wanted().checkpointEvery().toSeconds()));
    cells.add(contender.title());
    Optional<SinkResult> result = row.of().get(contender);
    if (result.isEmpty()) {
      cells.add("no result");
      cells.addAll(List.of("", "", "", "", "", "", ""));
      return cells;
    }
    OptionalDouble rate = row.rowsPerCpuSecond(contender);
    cells.add(rate.isEmpty() ? "" : String.format(Locale.ROOT, "%,.0f", rate.getAsDouble()));
    OptionalDouble ratio =
        contender == Contender.MINER_FILE_SINK ? row.ratio() : OptionalDouble.empty();
    cells.add(ratio.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()));
    SinkResult used = result.get();
    cells.add(
        row.wanted().store() == Store.FILES
            ? ""
            : String.format(Locale.ROOT, "%.1f", used.serverCpuSeconds()));
    cells.add(String.format(Locale.ROOT, "%,d", used.files()));
    cells.add(megabytes(used.bytes()));
    cells.add(megabytes(used.heapAfterGcBytes()));
    // Less than nothing: more of the heap is committed than was ever touched.
    cells.add(megabytes(Math.max(0, used.offHeapBytes())));
    cells.add(String.format(Locale.ROOT, "%.1f", used.seconds()));
    return cells;
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.0f", bytes / 1e6);
  }

  String json() {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("benchmark", "sink").put("unit", "rows").put("rows", rows);
    answer.put("java", Runtime.version().toString());
    ArrayNode cases = answer.putArray("results");
    for (Row row : results) {
      ObjectNode one = cases.addObject();
      one.put("store", row.wanted().store().name().toLowerCase(Locale.ROOT));
      one.put("buckets", row.wanted().buckets());
      one.put("checkpointSeconds", row.wanted().checkpointEvery().toSeconds());
      one.put("heap", row.wanted().heap());
      row.ratio().ifPresent(ratio -> one.put("ratio", Math.round(ratio * 1000) / 1000.0));
      for (Contender contender : Contender.values()) {
        Optional<SinkResult> result = row.of().get(contender);
        if (result.isEmpty()) {
          one.put(contender.title(), "no result");
        } else {
          ObjectNode used = result.get().json();
          row.rowsPerCpuSecond(contender)
              .ifPresent(rate -> used.put("rowsPerCpuSecond", Math.round(rate)));
          one.set(contender.title(), used);
        }
      }
    }
    return answer.toString();
  }
}
