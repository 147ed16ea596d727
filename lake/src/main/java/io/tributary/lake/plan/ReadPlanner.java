package io.tributary.lake.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts ranges that lie close together into one read. All that is needed is in the plan; of the gaps
 * between, the smallest of all files are read first, as long as the budget lasts. The same needs
 * give the same plan. Pure; thread-safe.
 */
public final class ReadPlanner {

  private final ReadOptions options;

  /** A planner with these options. */
  public ReadPlanner(ReadOptions options) {
    this.options = options;
  }

  /** A stretch between two needed ranges of a file. */
  private record Gap(int file, long offset, long length) {

    static final Comparator<Gap> SMALLEST_FIRST =
        Comparator.comparingLong(Gap::length)
            .thenComparingInt(Gap::file)
            .thenComparingLong(Gap::offset);
  }

  /**
   * Plans the reads of files.
   *
   * @param needs at most one entry for a file; ranges that overlap count as one. One that is longer
   *     than a read may be is cut, and the reader's to put together again; no other is
   */
  public ReadPlan plan(List<FileRanges> needs) {
    List<FileRanges> merged =
        needs.stream()
            .filter(need -> !need.ranges().isEmpty())
            .map(need -> new FileRanges(need.file(), withoutOverlap(need.ranges())))
            .sorted(Comparator.comparingInt(FileRanges::file))
            .toList();
    long needed = merged.stream().mapToLong(file -> bytes(file.ranges())).sum();
    Set<Gap> bridged = bridged(merged, Math.max(0, options.budgetBytes() - needed));
    List<FileRanges> planned = new ArrayList<>();
    long read = 0;
    for (FileRanges file : merged) {
      List<ByteRange> reads = reads(file, bridged);
      read += bytes(reads);
      planned.add(new FileRanges(file.file(), reads));
    }
    return new ReadPlan(planned, needed, read);
  }

  private Set<Gap> bridged(List<FileRanges> files, long allowance) {
    List<Gap> gaps = new ArrayList<>();
    for (FileRanges file : files) {
      for (int i = 1; i < file.ranges().size(); i++) {
        Gap gap = gap(file, i);
        if (gap.length() <= options.maxGapBytes()) {
          gaps.add(gap);
        }
      }
    }
    gaps.sort(Gap.SMALLEST_FIRST);
    Set<Gap> bridged = new HashSet<>();
    long left = allowance;
    for (Gap gap : gaps) {
      if (gap.length() > left) {
        break;
      }
      left -= gap.length();
      bridged.add(gap);
    }
    return bridged;
  }

  private List<ByteRange> reads(FileRanges file, Set<Gap> bridged) {
    List<ByteRange> reads = new ArrayList<>();
    ByteRange current = file.ranges().get(0);
    for (int i = 1; i < file.ranges().size(); i++) {
      ByteRange next = file.ranges().get(i);
      long length = next.end() - current.offset();
      if (length <= options.maxRangeBytes() && bridged.contains(gap(file, i))) {
        current = new ByteRange(current.offset(), length);
      } else {
        cut(current, reads);
        current = next;
      }
    }
    cut(current, reads);
    return reads;
  }

  private void cut(ByteRange range, List<ByteRange> into) {
    for (long at = range.offset(); at < range.end(); at += options.maxRangeBytes()) {
      into.add(new ByteRange(at, Math.min(options.maxRangeBytes(), range.end() - at)));
    }
  }

  /** The gap before a file's range. */
  private static Gap gap(FileRanges file, int range) {
    long from = file.ranges().get(range - 1).end();
    return new Gap(file.file(), from, file.ranges().get(range).offset() - from);
  }

  /** Ascending, with those that overlap as one; those that only touch stay apart. */
  private static List<ByteRange> withoutOverlap(List<ByteRange> ranges) {
    List<ByteRange> ascending = new ArrayList<>(ranges);
    ascending.sort(
        Comparator.comparingLong(ByteRange::offset).thenComparingLong(ByteRange::length));
    List<ByteRange> disjoint = new ArrayList<>();
    ByteRange current = ascending.get(0);
    for (ByteRange next : ascending) {
      if (next.offset() < current.end()) {
        long end = Math.max(current.end(), next.end());
        current = new ByteRange(current.offset(), end - current.offset());
      } else {
        disjoint.add(current);
        current = next;
      }
    }
    disjoint.add(current);
    return disjoint;
  }

  private static long bytes(List<ByteRange> ranges) {
    return ranges.stream().mapToLong(ByteRange::length).sum();
  }
}
