package io.tributary.jobs.validate;

import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.draw.LeafDraw;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file of a sample with all that was drawn of it.
 *
 * @param index in the frozen set
 * @param file as it was frozen
 * @param leaves ascending
 * @param rows in the order of their draws
 * @param idScan whether its id column is read whole
 */
public record DrawnFile(
    int index, FrozenFile file, List<Long> leaves, List<RowDraw> rows, boolean idScan) {

  /** Sorts the leaves and copies the lists. */
  public DrawnFile {
    leaves = leaves.stream().sorted().toList();
    rows = List.copyOf(rows);
  }

  /** The files of a sample, ascending, in one pass over its draws. */
  public static List<DrawnFile> of(FrozenSet set, Sample sample) {
    Map<Integer, List<Long>> leaves = new TreeMap<>();
    for (LeafDraw draw : sample.leaves()) {
      leaves.computeIfAbsent(draw.file(), file -> new ArrayList<>()).add(draw.leaf());
    }
    Map<Integer, List<RowDraw>> rows = new TreeMap<>();
    for (RowDraw draw : sample.rows()) {
      rows.computeIfAbsent(draw.file(), file -> new ArrayList<>()).add(draw);
    }
    List<DrawnFile> files = new ArrayList<>();
    for (int index : sample.files()) {
      files.add(
          new DrawnFile(
              index,
              set.file(index),
              leaves.getOrDefault(index, List.of()),
              rows.getOrDefault(index, List.of()),
              sample.idScans().contains(index)));
    }
    return files;
  }

  /** What is asked of a challenger, given what the log says of the file. */
  public ChallengeTask task(ChallengeTask.Statement statement) {
    return new ChallengeTask(index, file, statement, leaves, rows, idScan);
  }
}
