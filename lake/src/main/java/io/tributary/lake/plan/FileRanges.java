package io.tributary.lake.plan;

import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.draw.LeafDraw;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranges of one file. Immutable.
 *
 * @param file index of the file in the frozen set
 * @param ranges in any order when they are needed, ascending and disjoint when they are planned
 */
public record FileRanges(int file, List<ByteRange> ranges) {

  /** Copies the list. */
  public FileRanges {
    ranges = List.copyOf(ranges);
  }

  /**
   * What a sample needs of its files before their footers are known: the tail of each, and the
   * leaves that were drawn. What the row groups need, the proven footers say.
   */
  public static List<FileRanges> neededBy(FrozenSet set, Sample sample) {
    Map<Integer, List<ByteRange>> needed = new TreeMap<>();
    for (int index : sample.files()) {
      FrozenFile file = set.file(index);
      List<ByteRange> ranges = new ArrayList<>();
      ranges.add(new ByteRange(file.dataLength(), file.tailLength()));
      needed.put(index, ranges);
    }
    for (LeafDraw draw : sample.leaves()) {
      needed.get(draw.file()).add(leaf(set.file(draw.file()), draw.leaf()));
    }
    return needed.entrySet().stream().map(e -> new FileRanges(e.getKey(), e.getValue())).toList();
  }

  private static ByteRange leaf(FrozenFile file, long leaf) {
    return new ByteRange(
        leaf * file.leafSize(), Commitments.leafLength(leaf, file.dataLength(), file.leafSize()));
  }
}
