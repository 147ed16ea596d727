package io.tributary.lake.check;

import io.tributary.lake.column.MalformedColumnException;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.SourceId;
import java.util.Optional;

/**
 * Reads the whole id column of a file, row group by row group, and counts rows that repeat an id.
 *
 * <p>Memory is bounded: of a file with very many rows only a share of all items is looked at,
 * chosen by the epoch's salt, repeats included, so that the share of repeats stays the same. Not
 * thread-safe.
 */
final class IdScan {

  private static final int MOST_TRACKED = 1 << 20;
  private static final int MOST_ID_BYTES = 64;

  private final ContentColumns columns;
  private final RowFaults faults;
  private final long rows;
  private final long every;
  private final ItemSalt salt;
  private final LongSet seen;
  private long read;
  private long present;
  private long tracked;
  private long repeated;

  /**
   * A scan of a file.
   *
   * @param rows how many rows its name claims
   */
  IdScan(SourceId source, long rows, ItemSalt salt, RowFaults faults) {
    this.salt = salt;
    columns = ContentColumns.of(source);
    this.faults = faults;
    this.rows = rows;
    every = (rows + MOST_TRACKED - 1) / MOST_TRACKED;
    seen = new LongSet((int) Math.min(rows, MOST_TRACKED));
  }

  /** Scans the next row group. */
  void add(RowGroupColumns group) throws MalformedColumnException {
    String[] types = new String[group.rows()];
    if (columns.dataType().isPresent()) {
      String name = columns.dataType().get();
      group.readShort(
          name,
          new TextColumn(
              name, MOST_ID_BYTES, group.firstRow(), faults, (row, text) -> types[row] = text));
    }
    group.readShort(
        columns.id(),
        new TextColumn(
            columns.id(),
            MOST_ID_BYTES,
            group.firstRow(),
            faults,
            (row, text) -> add(group.firstRow() + row, text, types[row])));
  }

  private void add(long row, String id, String dataType) {
    read++;
    Optional<ItemKey> key = ItemIds.key(columns.source(), id, dataType);
    if (key.isEmpty()) {
      faults.add(VerdictReason.FIELDS_MISSING, row, "no id of an item");
      return;
    }
    present++;
    if (Long.remainderUnsigned(salt.rank(key.get()), every) == 0) {
      tracked++;
      if (!seen.add(key.get().low())) {
        repeated++;
      }
    }
  }

  /** Whether every row was read. */
  boolean isComplete() {
    return read == rows;
  }

  long rows() {
    return rows;
  }

  /** Rows with an id that an item can have. */
  long present() {
    return present;
  }

  /** What is wrong, if more rows repeat an id than allowed. */
  Optional<VerdictFinding> finding(ShareLimits shares) {
    return ShareLimits.isAbove(repeated, tracked, shares.mostDuplicates())
        ? Optional.of(
            VerdictFinding.of(
                VerdictReason.DUPLICATE_ROWS,
                repeated + " of " + tracked + " ids of the whole column repeat another"))
        : Optional.empty();
  }
}
