package io.tributary.local.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Collects an answer into a {@link TextTable}: numbers to the right, the rest to the left. */
public final class TableSink implements LakeQuery.RowSink {

  private static final int MAX_ROWS = 10_000;

  private final int maxCell;
  private final List<List<Object>> rows = new ArrayList<>();
  private List<String> names = List.of();
  private long left;

  /**
   * @param maxCell widest cell, in columns of the terminal
   */
  public TableSink(int maxCell) {
    this.maxCell = maxCell;
  }

  @Override
  public void head(List<String> columns) {
    names = columns;
  }

  @Override
  public void row(List<Object> values) {
    if (rows.size() < MAX_ROWS) {
      rows.add(values);
    } else {
      left++;
    }
  }

  /** The table; it says so where it does not show all rows. */
  public List<String> lines() {
    List<String> head =
        IntStream.range(0, names.size())
            .mapToObj(i -> (numeric(i) ? ">" : "") + names.get(i))
            .toList();
    TextTable table = new TextTable(maxCell, head);
    for (List<Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (Object value : row) {
        cells.add(value == null ? null : value.toString());
      }
      table.row(cells);
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (left > 0) {
      lines.add("… " + left + " more rows; --json writes all");
    }
    return lines;
  }

  private boolean numeric(int column) {
    return !rows.isEmpty()
        && rows.stream().map(r -> r.get(column)).allMatch(v -> v == null || v instanceof Number);
  }
}
