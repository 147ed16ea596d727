package io.tributary.benchmarks.draw;

import io.tributary.lake.draw.LeafDraw;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.epoch.FrozenSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which leaves of a set are corrupt, or which row groups hold fabricated rows, and what the formula
 * of detection says of that.
 */
final class Spoiled {

  private final FrozenSet set;
  private final BitSet units = new BitSet();

  /** Number of a file's first row group among all. */
  private final int[] firstGroups;

  private Spoiled(FrozenSet set) {
    this.set = set;
    firstGroups = new int[set.size() + 1];
    for (int i = 0; i < set.size(); i++) {
      firstGroups[i + 1] = firstGroups[i] + groupsOf(i);
    }
  }

  /** A share of all leaves, anywhere. */
  static Spoiled leaves(FrozenSet set, double share, Random random) {
    Spoiled spoiled = new Spoiled(set);
    long wanted = Math.max(1, Math.round(share * set.leaves()));
    for (long left = wanted; left > 0; ) {
      int leaf = (int) random.nextLong(set.leaves());
      left -= spoiled.units.get(leaf) ? 0 : 1;
      spoiled.units.set(leaf);
    }
    return spoiled;
  }

  /** Row groups anywhere, until they hold a share of all rows. */
  static Spoiled rowGroups(FrozenSet set, double share, Random random) {
    Spoiled spoiled = new Spoiled(set);
    List<Integer> groups = new ArrayList<>();
    for (int i = 0; i < spoiled.firstGroups[set.size()]; i++) {
      groups.add(i);
    }
    Collections.shuffle(groups, random);
    long rows = 0;
    for (int group : groups) {
      if (rows >= share * set.rows()) {
        break;
      }
      spoiled.units.set(group);
      rows += spoiled.rowsOfGroup(spoiled.fileOfGroup(group), group);
    }
    return spoiled;
  }

  boolean isHitByLeaves(List<LeafDraw> draws) {
    return draws.stream()
        .anyMatch(draw -> units.get((int) (set.firstLeafOf(draw.file()) + draw.leaf())));
  }

  boolean isHitByRows(List<RowDraw> draws) {
    return draws.stream()
        .anyMatch(
            draw ->
                units.get(
                    firstGroups[draw.file()] + (int) (draw.row() / SimulatedSet.ROW_GROUP_ROWS)));
  }

  /** 1 - (1-B/N)^c: what draws with replacement detect, and draws without no less. */
  double leafBound(int draws) {
    return 1 - Math.pow(1 - (double) units.cardinality() / set.leaves(), draws);
  }

  /** 1 - (N-B choose c) / (N choose c): draws without replacement. */
  double leafDetection(int draws) {
    long all = set.leaves();
    long bad = units.cardinality();
    double missed = 1;
    for (long i = 0; i < Math.min(draws, all); i++) {
      missed *= Math.max(0, (double) (all - bad - i) / (all - i));
    }
    return 1 - missed;
  }

  /** 1 - (1-g)^w (1-h)^u for w draws by rows and u over files. */
  double rowDetection(int byRows, int byFiles) {
    return 1 - Math.pow(1 - shareOfRows(), byRows) * Math.pow(1 - shareOfFiles(), byFiles);
  }

  /** g: the share of all rows that lie in spoiled row groups. */
  private double shareOfRows() {
    long rows = 0;
    for (int i = 0; i < set.size(); i++) {
      rows += spoiledRowsOf(i);
    }
    return (double) rows / set.rows();
  }

  /** h: that share of each file, on average over files. */
  private double shareOfFiles() {
    double shares = 0;
    for (int i = 0; i < set.size(); i++) {
      shares += (double) spoiledRowsOf(i) / set.file(i).rows();
    }
    return shares / set.size();
  }

  private long spoiledRowsOf(int file) {
    long rows = 0;
    for (int group = firstGroups[file]; group < firstGroups[file + 1]; group++) {
      rows += units.get(group) ? rowsOfGroup(file, group) : 0;
    }
    return rows;
  }

  private long rowsOfGroup(int file, int group) {
    long before = (long) (group - firstGroups[file]) * SimulatedSet.ROW_GROUP_ROWS;
    return Math.min(SimulatedSet.ROW_GROUP_ROWS, set.file(file).rows() - before);
  }

  private int fileOfGroup(int group) {
    int low = 0;
    int high = set.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (firstGroups[middle + 1] <= group) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int groupsOf(int file) {
    long rows = set.file(file).rows();
    return (int) ((rows + SimulatedSet.ROW_GROUP_ROWS - 1) / SimulatedSet.ROW_GROUP_ROWS);
  }
}
