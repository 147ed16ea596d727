package io.tributary.lake.draw;

import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.schemas.SourceId;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What looks odd about the files of a set, in points, from the frozen set alone. It steers only the
 * draws by suspicion: no number of odd files takes anything from the other draws. Pure functions.
 */
public final class Suspicion {

  /** Points of a file whose exact size at least {@link #SHARERS} files of the set have. */
  public static final int SHARED_SIZE_POINTS = 2;

  /** So many files share a size, the file itself included. */
  public static final int SHARERS = 3;

  /**
   * Points of a file whose bytes of data a row are below half or above twice the median of the
   * set's files of its source.
   */
  public static final int ODD_BYTES_POINTS = 2;

  /** Points of a file whose rows are below a quarter or above four times that median. */
  public static final int ODD_ROWS_POINTS = 1;

  /** Points of a file that was sealed no earlier than the newest tenth of the set. */
  public static final int NEWEST_POINTS = 1;

  private static final int TIME_BEGIN = "data_".length();
  private static final int DATE_DIGITS = 8;
  private static final int TIME_DIGITS = 6;

  private Suspicion() {}

  /** The points of each file, by index. */
  public static int[] points(FrozenSet set) {
    int[] points = new int[set.size()];
    if (points.length == 0) {
      return points;
    }
    addSharedSizes(set, points);
    addNewest(set, points);
    for (SourceId source : SourceId.values()) {
      int[] files =
          IntStream.range(0, set.size())
              .filter(i -> set.file(i).key().source() == source)
              .toArray();
      addOdd(set, files, Suspicion::milliBytesPerRow, 2, ODD_BYTES_POINTS, points);
      addOdd(set, files, FrozenFile::rows, 4, ODD_ROWS_POINTS, points);
    }
    return points;
  }

  private static void addSharedSizes(FrozenSet set, int[] points) {
    long[] sizes = set.files().stream().mapToLong(FrozenFile::sizeBytes).toArray();
    long[] ascending = sizes.clone();
    Arrays.sort(ascending);
    for (int i = 0; i < points.length; i++) {
      int sharers = atMost(ascending, sizes[i]) - atMost(ascending, sizes[i] - 1);
      if (sharers >= SHARERS) {
        points[i] += SHARED_SIZE_POINTS;
      }
    }
  }

  private static void addNewest(FrozenSet set, int[] points) {
    long[] times = set.files().stream().mapToLong(Suspicion::nameTime).toArray();
    long[] ascending = times.clone();
    Arrays.sort(ascending);
    long since = ascending[times.length - (times.length + 9) / 10];
    for (int i = 0; i < points.length; i++) {
      if (times[i] >= since) {
        points[i] += NEWEST_POINTS;
      }
    }
  }

  private static void addOdd(
      FrozenSet set,
      int[] files,
      ToLongFunction<FrozenFile> feature,
      long factor,
      int worth,
      int[] points) {
    if (files.length == 0) {
      return;
    }
    long[] values = Arrays.stream(files).mapToLong(i -> feature.applyAsLong(set.file(i))).toArray();
    long[] ascending = values.clone();
    Arrays.sort(ascending);
    long median = ascending[(ascending.length - 1) / 2];
    for (int i = 0; i < files.length; i++) {
      if (factor * values[i] < median || values[i] > factor * median) {
        points[files[i]] += worth;
      }
    }
  }

  /** How many of an ascending array are at most a value. */
  private static int atMost(long[] ascending, long value) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Thousandths of a byte, rounded down. */
  private static long milliBytesPerRow(FrozenFile file) {
    return 1000 * file.dataLength() / file.rows();
  }

  /** The digits {@code yyyyMMddHHmmss} of the name. */
  private static long nameTime(FrozenFile file) {
    String name = file.key().file();
    int dash = TIME_BEGIN + DATE_DIGITS;
    return Long.parseLong(name, TIME_BEGIN, dash, 10) * 1_000_000
        + Long.parseLong(name, dash + 1, dash + 1 + TIME_DIGITS, 10);
  }
}
