package io.tributary.lake.check;

import io.tributary.lake.column.MalformedColumnException;
import io.tributary.lake.column.RowValues;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ContentKey;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Examines all rows of a row group, column by column: what is kept of a row meanwhile is its item,
 * its time and a few bits. Not thread-safe; used once.
 */
final class RowGroupCheck {

  /** Addresses have at most so many code points, and each at most 4 bytes. */
  private static final int MOST_URL_BYTES = 4 * ContentKey.MAX_CODE_POINTS;

  private static final int MOST_ID_BYTES = 64;
  private static final int MOST_TIME_BYTES = 64;
  private static final int MOST_LABEL_BYTES = 4 << 10;
  private static final int MOST_NAME_BYTES = 4 << 10;

  private final ContentColumns columns;
  private final ContentOptions options;
  private final RowGroupColumns group;
  private final RowChecks checks;
  private final RowFaults faults;
  private final long firstRow;
  private final long[] datetimes;
  private final ContentKey[] items;
  private final BitSet shown;
  private final Map<Integer, Map<String, String>> sampled = new HashMap<>();
  private long unpackedBytes;
  private long withoutUser;
  private long withViews;

  /**
   * @param sampledRows positions in the file of rows whose texts are kept for an oracle
   */
  RowGroupCheck(
      ContentColumns columns,
      ContentOptions options,
      RowGroupColumns group,
      Set<Long> sampledRows,
      RowChecks checks,
      RowFaults faults) {
    this.columns = columns;
    this.options = options;
    this.group = group;
    this.checks = checks;
    this.faults = faults;
    firstRow = group.firstRow();
    datetimes = new long[group.rows()];
    items = new ContentKey[group.rows()];
    shown = new BitSet(group.rows());
    for (long row : sampledRows) {
      if (row >= firstRow && row < firstRow + group.rows()) {
        sampled.put((int) (row - firstRow), new HashMap<>());
      }
    }
  }

  /** Reads and checks everything. */
  void run() throws MalformedColumnException {
    readItems();
    readTimes();
    shortText(columns.label(), MOST_LABEL_BYTES, this::label);
    shortText(columns.user(), MOST_NAME_BYTES, this::user);
    for (String text : columns.texts()) {
      TextColumn taker =
          new TextColumn(
              text,
              options.records().maxContentBytes(),
              firstRow,
              faults,
              (row, value) -> text(row, text, value));
      unpackedBytes += group.readText(text, taker);
    }
    if (columns.views().isPresent()) {
      readViews(columns.views().get());
    }
    checkBytes();
  }

  /** The item of each row; null where a row has none. */
  ContentKey[] items() {
    return items;
  }

  /** The rows that were asked for and have an item. */
  Map<Integer, SampledRow> sampledRows() {
    Map<Integer, SampledRow> rows = new HashMap<>();
    sampled.forEach(
        (row, texts) -> {
          if (items[row] != null) {
            rows.put(row, new SampledRow(items[row], datetimes[row], texts));
          }
        });
    return rows;
  }

  ContentTally tally() {
    boolean isX = columns.views().isPresent();
    long rows = group.rows();
    return new ContentTally(
        rows, withoutUser, rows - shown.cardinality(), isX ? rows : 0, withViews, 0, 0);
  }

  private void readItems() throws MalformedColumnException {
    String[] types = new String[group.rows()];
    if (columns.dataType().isPresent()) {
      shortText(columns.dataType().get(), MOST_ID_BYTES, (row, type) -> types[row] = type);
    }
    String[] ids = new String[group.rows()];
    shortText(columns.id(), MOST_ID_BYTES, (row, id) -> ids[row] = id);
    shortText(
        columns.url(),
        MOST_URL_BYTES,
        (row, url) ->
            items[row] = checks.item(columns.source(), firstRow + row, url, ids[row], types[row]));
  }

  private void readTimes() throws MalformedColumnException {
    RowValues taker =
        new RowValues() {
          @Override
          public void number(int row, long micros) {
            datetimes[row] = micros;
            checks.created(firstRow + row, micros, items[row]);
          }
        };
    unpackedBytes += group.readShort(columns.datetime(), taker);
    shortText(
        columns.created(),
        MOST_TIME_BYTES,
        (row, text) -> checks.createdText(firstRow + row, columns.created(), text, datetimes[row]));
    shortText(
        columns.scraped(),
        MOST_TIME_BYTES,
        (row, text) -> checks.scrapedText(firstRow + row, columns.scraped(), text, datetimes[row]));
  }

  private void readViews(String column) throws MalformedColumnException {
    RowValues taker =
        new RowValues() {
          @Override
          public void number(int row, long value) {
            withViews++;
          }
        };
    unpackedBytes += group.readShort(column, taker);
  }

  private void label(int row, String label) {
    checks.label(firstRow + row, label);
    keep(row, columns.label(), label);
  }

  private void user(int row, String user) {
    if (user == null || Texts.isBlank(user)) {
      withoutUser++;
    }
    keep(row, columns.user(), user);
  }

  private void text(int row, String column, String text) {
    if (text != null && !Texts.isBlank(text)) {
      shown.set(row);
    }
    keep(row, column, text);
  }

  private void keep(int row, String column, String text) {
    Map<String, String> kept = sampled.get(row);
    if (kept != null && text != null && text.length() <= SampledRow.MOST_TEXT_BYTES / 4) {
      kept.put(column, text);
    }
  }

  private void shortText(String column, int maxBytes, TextColumn.Taker taker)
      throws MalformedColumnException {
    unpackedBytes +=
        group.readShort(column, new TextColumn(column, maxBytes, firstRow, faults, taker));
  }

  private void checkBytes() {
    long packed = columns.all().stream().mapToLong(group::packedBytes).sum();
    long rows = group.rows();
    if (unpackedBytes < rows * options.leastBytesPerRow()
        || packed < rows * options.leastPackedBytesPerRow()) {
      faults.add(
          VerdictReason.BYTES_PER_ROW,
          firstRow,
          rows + " rows with " + unpackedBytes + " bytes, " + packed + " compressed");
    }
  }
}
