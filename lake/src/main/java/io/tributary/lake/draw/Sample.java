package io.tributary.lake.draw;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that an epoch draws of a miner. Immutable.
 *
 * @param leaves leaves whose bytes are to be proven, by file and leaf, none twice
 * @param rows rows whose row groups are to be examined, in the order of their kinds and draws; may
 *     name a row group more than once
 * @param idScans files whose id column is to be read whole, ascending
 */
public record Sample(List<LeafDraw> leaves, List<RowDraw> rows, List<Integer> idScans) {

  /** Nothing: there is no file. */
  public static final Sample EMPTY = new Sample(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Sample {
    leaves = List.copyOf(leaves);
    rows = List.copyOf(rows);
    idScans = List.copyOf(idScans);
  }

  /** The indexes of all files that are touched, ascending. */
  public int[] files() {
    IntStream byLeaves = leaves.stream().mapToInt(LeafDraw::file);
    IntStream byRows = rows.stream().mapToInt(RowDraw::file);
    IntStream byScans = idScans.stream().mapToInt(Integer::intValue);
    return IntStream.concat(IntStream.concat(byLeaves, byRows), byScans)
        .sorted()
        .distinct()
        .toArray();
  }
}
