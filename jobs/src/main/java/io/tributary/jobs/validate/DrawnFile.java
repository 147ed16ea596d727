package io.tributary.jobs.validate;

import io.tributary.lake.draw.LeafDraw;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.verdict.FileVerdict;
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
record DrawnFile(
    int index, FrozenFile file, List<Long> leaves, List<FileVerdict.Draw> rows, boolean idScan) {

  DrawnFile {
    leaves = List.copyOf(leaves);
    rows = List.copyOf(rows);
  }

  /** The files of a sample, ascending. */
  static List<DrawnFile> of(FrozenSet set, Sample sample) {
    Map<Integer, List<Long>> leaves = new TreeMap<>();
    for (LeafDraw draw : sample.leaves()) {
      leaves.computeIfAbsent(draw.file(), file -> new ArrayList<>()).add(draw.leaf());
    }
    Map<Integer, List<FileVerdict.Draw>> rows = new TreeMap<>();
    for (RowDraw draw : sample.rows()) {
      rows.computeIfAbsent(draw.file(), file -> new ArrayList<>())
          .add(new FileVerdict.Draw(draw.kind(), draw.row()));
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
}
