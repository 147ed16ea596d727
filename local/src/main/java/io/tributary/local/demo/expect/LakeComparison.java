package io.tributary.local.demo.expect;

import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.query.LakeFiles;
import io.tributary.local.query.LakeFiles.LakeFile;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a lake with what must be in it: every expected key in exactly one row and no other key;
 * each row equal, column by column, to a record in the store of the miner in whose prefix it lies;
 * figures as expected.
 *
 * <p>Reads files one after another and stores by address, so memory holds little more than the
 * keys. Not thread-safe; for one use.
 */
public final class LakeComparison {

  private final Path stores;
  private final Differences differences = new Differences();
  private final Map<String, Path> storeOfHotkey = new HashMap<>();
  private final Map<String, String> keyOfItem = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private long rows;
  private long doubled;
  private long unexpected;
  private long altered;

  /**
   * @param stores the folder in which every folder is a miner's
   */
  public LakeComparison(Path stores) {
    this.stores = stores;
  }

  /**
   * Compares figures only: for stores that nobody knows the outcome of.
   *
   * @param figures what the pipeline counted
   */
  public static ComparisonResult sums(DemoFigures figures) {
    Differences differences = new Differences();
    new FigureComparison(differences, true).sums(figures);
    return new ComparisonResult(
        false, 0, figures.rows(), 0, 0, 0, 0, differences.count(), differences.first());
  }

  /**
   * Compares a lake in a folder.
   *
   * @param lake the bucket's folder, which holds {@code data}
   * @param resumed whether an earlier run on the folder was interrupted or resumed, so that records
   *     may have been sent twice
   * @throws IOException if a store or a file of the lake cannot be read
   */
  public ComparisonResult compare(
      Expectation expectation, Path lake, DemoFigures figures, boolean resumed) throws IOException {
    return compare(expectation, LakeFiles.list(lake), figures, resumed);
  }

  /** Compares files that lie anywhere, such as copies of an S3 bucket's objects. */
  public ComparisonResult compare(
      Expectation expectation, List<LakeFile> files, DemoFigures figures, boolean resumed)
      throws IOException {
    FigureComparison figureComparison = new FigureComparison(differences, resumed);
    figureComparison.sums(figures);
    figureComparison.expected(expectation, figures);
    for (Expectation.Miner miner : expectation.miners()) {
      storeOfHotkey.put(
          miner.hotkey(), stores.resolve(miner.name()).resolve("SqliteMinerStorage.sqlite"));
    }
    for (String key : expectation.holders().keySet()) {
      keyOfItem.put(itemOfKey(key), key);
    }
    try (LakeRows reader = new LakeRows()) {
      for (LakeFile file : files) {
        compareFile(reader, file);
      }
    } catch (SQLException e) {
      throw new IOException("cannot read the lake: " + e.getMessage(), e);
    }
    long missing = missing(expectation);
    return new ComparisonResult(
        true,
        expectation.holders().size(),
        rows,
        missing,
        doubled,
        unexpected,
        altered,
        differences.count(),
        differences.first());
  }

  private void compareFile(LakeRows reader, LakeFile file) throws SQLException {
    Path store = storeOfHotkey.get(file.key().hotkey().address());
    if (store == null || !Files.exists(store)) {
      differences.add(file.key() + ": no store has this hotkey");
      return;
    }
    List<String> wanted = Columns.of(file.key().source()).stream().map(Column::name).toList();
    List<String> columns = reader.columns(file.path());
    if (!columns.equals(wanted)) {
      differences.add(file.key() + ": columns are " + columns);
      return;
    }
    try (SentRecords sent = new SentRecords(store)) {
      long inFile =
          reader.read(file.path(), file.key().source().code(), row -> compareRow(sent, file, row));
      if (inFile != file.key().rows()) {
        differences.add(file.key() + ": holds " + inFile + " rows");
      }
    }
  }

  private void compareRow(SentRecords sent, LakeFile file, LakeRow row) throws SQLException {
    rows++;
    String key = keyOfItem.get((row.x() ? "x:" : "reddit:") + row.id());
    if (key == null) {
      unexpected++;
      differences.add(file.key() + ": unexpected item " + row.id());
      return;
    }
    if (!found.add(key)) {
      doubled++;
      differences.add(file.key() + ": " + key + " is in the lake already");
    }
    SentRecords.Sent record = row.url() == null ? null : sent.at(row.url());
    String difference = record == null ? "its owner sent no such url" : row.difference(record);
    if (difference != null) {
      altered++;
      differences.add(file.key() + ": " + key + ": " + difference);
    }
  }

  private long missing(Expectation expectation) {
    long missing = 0;
    for (String key : expectation.holders().keySet()) {
      if (!found.contains(key)) {
        missing++;
        differences.add(key + " is not in the lake");
      }
    }
    return missing;
  }

  /** Comments' ids are unique by themselves, so the post above may be left out. */
  private static String itemOfKey(String key) {
    int first = key.indexOf(':');
    return key.substring(0, first) + ":" + key.substring(key.lastIndexOf(':') + 1);
  }
}
