package io.tributary.lake.check;

import io.tributary.lake.column.MalformedColumnException;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ContentKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Examines the drawn row groups of one file, and its whole id column if that was drawn. Not
 * thread-safe.
 */
public final class FileContent {

  private final ContentOptions options;
  private final ContentColumns columns;
  private final int index;
  private final long committedMillis;
  private final RowFaults faults = new RowFaults();
  private final RowChecks checks;
  private final ItemSample items;
  private final List<SampledRow> sampledRows = new ArrayList<>();
  private final Supplier<IdScan> scans;
  private ContentTally tally = ContentTally.NONE;

  /** Null until there is something to scan. */
  private IdScan scan;

  /**
   * A file with nothing examined yet.
   *
   * @param index of the file in the frozen set
   * @param manifest what holds for it
   * @param committedMillis when it was committed, by the log
   */
  public FileContent(
      ContentOptions options,
      ItemSalt salt,
      int index,
      FileManifest manifest,
      long committedMillis) {
    this.options = options;
    this.index = index;
    this.committedMillis = committedMillis;
    columns = ContentColumns.of(manifest.key().source());
    checks =
        new RowChecks(options, manifest.signedAt(), Instant.ofEpochMilli(committedMillis), faults);
    items = new ItemSample(salt, options.sampledItems());
    scans = () -> new IdScan(manifest.key().source(), manifest.rows(), salt, faults);
  }

  /**
   * Examines a row group.
   *
   * @param sampled positions in the file of rows whose texts are kept for an oracle
   * @throws MalformedColumnException if a column cannot be read
   */
  public void examine(RowGroupColumns group, Set<Long> sampled) throws MalformedColumnException {
    RowGroupCheck check = new RowGroupCheck(columns, options, group, sampled, checks, faults);
    check.run();
    tally = tally.plus(check.tally());
    for (ContentKey item : check.items()) {
      if (item != null) {
        items.add(item.itemKey(), index, committedMillis);
      }
    }
    sampledRows.addAll(check.sampledRows().values());
  }

  /**
   * Reads the ids of the next row group; of a file whose ids are scanned, all are read in order.
   *
   * @throws MalformedColumnException if a column cannot be read
   */
  public void scan(RowGroupColumns group) throws MalformedColumnException {
    if (scan == null) {
      scan = scans.get();
    }
    scan.add(group);
  }

  /** What is wrong with the file, as far as it was examined. */
  public List<VerdictFinding> findings() {
    List<VerdictFinding> findings = new ArrayList<>(faults.findings());
    if (scan != null) {
      scan.finding(options.shares()).ifPresent(findings::add);
    }
    long repeated = items.repeatedRows();
    if (ShareLimits.isAbove(repeated, items.rows(), options.shares().mostDuplicates())) {
      findings.add(
          VerdictFinding.of(
              VerdictReason.DUPLICATE_ROWS,
              repeated + " of " + items.rows() + " examined rows repeat an item of another"));
    }
    return findings;
  }

  /** What was counted. */
  public ContentTally tally() {
    return scan != null && scan.isComplete()
        ? tally.plus(new ContentTally(0, 0, 0, 0, 0, scan.rows(), scan.present()))
        : tally;
  }

  /** The items of the examined rows. */
  public ItemSample items() {
    return items;
  }

  /** The sampled rows that lead to an item. */
  public List<SampledRow> sampledRows() {
    return List.copyOf(sampledRows);
  }
}
