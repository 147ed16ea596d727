package io.tributary.lake.draw;

import io.tributary.lake.draw.RowDraw.Kind;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws what an epoch challenges, as docs/formats.md fixes it.
 *
 * <ul>
 *   <li>Leaves, uniformly over all leaves of all files, without replacement: each drawn byte is
 *       read once, a set with no more leaves than are drawn is read whole, and corruption of a
 *       fraction f is missed with at most the (1-f)^c of draws with replacement, whatever the size
 *       of the set.
 *   <li>Rows for content, with replacement, so that each draw of a kind misses independently and
 *       the formula is exact: by rows, uniformly over files, by suspicion.
 *   <li>Additionally, which no formula counts, one row of each of the largest files and of each
 *       file that an earlier epoch left undecided, and files whose id column is read whole.
 * </ul>
 *
 * <p>Each kind has a stream of its own. Pure; thread-safe.
 */
public final class Sampler {

  private static final String LEAVES = "leaves";
  private static final String ID_SCANS = "id-scans";

  private final DrawOptions options;
  private final int leafDraws;

  /** A sampler that draws so much. */
  public Sampler(DrawOptions options) {
    this.options = options;
    this.leafDraws = options.leafDraws();
  }

  /**
   * Draws a miner's sample of an epoch.
   *
   * @param carriedOver what earlier epochs left undecided, as the freeze states it
   * @throws IllegalArgumentException if a file that was carried over is not in the set
   */
  public Sample draw(Seed seed, FrozenSet set, CarriedOver carriedOver) {
    int[] carried = indexes(set, carriedOver);
    if (set.size() == 0) {
      return Sample.EMPTY;
    }
    List<RowDraw> rows = new ArrayList<>();
    rows.addAll(byRows(seed, set));
    rows.addAll(byFiles(seed, set));
    rows.addAll(bySuspicion(seed, set));
    rows.addAll(oneRowOfEach(Kind.LARGEST, seed, set, largest(set)));
    rows.addAll(oneRowOfEach(Kind.CARRIED_OVER, seed, set, carried));
    return new Sample(leaves(seed, set), rows, idScans(seed, set));
  }

  /** The leaves alone, by file and leaf. */
  public List<LeafDraw> leaves(Seed seed, FrozenSet set) {
    if (set.leaves() == 0) {
      return List.of();
    }
    List<LeafDraw> leaves = new ArrayList<>();
    for (long leaf : new DrawStream(seed, LEAVES).distinct(leafDraws, set.leaves())) {
      int file = set.fileOfLeaf(leaf);
      leaves.add(new LeafDraw(file, leaf - set.firstLeafOf(file)));
    }
    return leaves;
  }

  /** The rows of the kinds that the formula of detection counts, alone. */
  public List<RowDraw> countedRows(Seed seed, FrozenSet set) {
    List<RowDraw> rows = new ArrayList<>(byRows(seed, set));
    rows.addAll(byFiles(seed, set));
    return rows;
  }

  private List<RowDraw> byRows(Seed seed, FrozenSet set) {
    DrawStream stream = new DrawStream(seed, Kind.ROWS.label());
    List<RowDraw> draws = new ArrayList<>();
    for (int i = 0; i < options.weightedDraws(); i++) {
      long row = stream.below(set.rows());
      int file = set.fileOfRow(row);
      draws.add(new RowDraw(Kind.ROWS, file, row - set.firstRowOf(file)));
    }
    return draws;
  }

  private List<RowDraw> byFiles(Seed seed, FrozenSet set) {
    DrawStream stream = new DrawStream(seed, Kind.FILES.label());
    List<RowDraw> draws = new ArrayList<>();
    for (int i = 0; i < options.fileDraws(); i++) {
      int file = (int) stream.below(set.size());
      draws.add(new RowDraw(Kind.FILES, file, stream.below(set.file(file).rows())));
    }
    return draws;
  }

  /** Files in proportion to their points; uniformly if none has any. */
  private List<RowDraw> bySuspicion(Seed seed, FrozenSet set) {
    DrawStream stream = new DrawStream(seed, Kind.SUSPICION.label());
    long[] ends = ends(Suspicion.points(set));
    List<RowDraw> draws = new ArrayList<>();
    for (int i = 0; i < options.suspicionDraws(); i++) {
      int file = firstAbove(ends, stream.below(ends[ends.length - 1]));
      draws.add(new RowDraw(Kind.SUSPICION, file, stream.below(set.file(file).rows())));
    }
    return draws;
  }

  private static long[] ends(int[] points) {
    boolean none = Arrays.stream(points).allMatch(value -> value == 0);
    long[] ends = new long[points.length];
    long sum = 0;
    for (int i = 0; i < points.length; i++) {
      sum += none ? 1 : points[i];
      ends[i] = sum;
    }
    return ends;
  }

  private static List<RowDraw> oneRowOfEach(Kind kind, Seed seed, FrozenSet set, int[] files) {
    DrawStream stream = new DrawStream(seed, kind.label());
    List<RowDraw> draws = new ArrayList<>();
    for (int file : files) {
      draws.add(new RowDraw(kind, file, stream.below(set.file(file).rows())));
    }
    return draws;
  }

  private List<Integer> idScans(Seed seed, FrozenSet set) {
    DrawStream stream = new DrawStream(seed, ID_SCANS);
    List<Integer> files = new ArrayList<>();
    for (int i = 0; i < options.idScanFiles(); i++) {
      files.add(set.fileOfRow(stream.below(set.rows())));
    }
    return files.stream().sorted().distinct().toList();
  }

  /** The files with the most rows, of equals those with the smaller key, by index. */
  private int[] largest(FrozenSet set) {
    Comparator<Integer> byRows = Comparator.comparingLong((Integer i) -> set.file(i).rows());
    PriorityQueue<Integer> most =
        new PriorityQueue<>(byRows.thenComparing(Comparator.reverseOrder()));
    for (int i = 0; i < set.size(); i++) {
      most.add(i);
      if (most.size() > options.largestFiles()) {
        most.remove();
      }
    }
    return most.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static int[] indexes(FrozenSet set, CarriedOver carriedOver) {
    return carriedOver.files().stream()
        .mapToInt(
            file ->
                set.indexOf(file.key())
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                file.key() + " was carried over, but is not in the set")))
        .toArray();
  }

  /** The index of the first end above a number. Ends may be equal where a file has no points. */
  private static int firstAbove(long[] ends, long number) {
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
