package io.tributary.lake.plan;

import java.util.List;

/**
 * What to read. Immutable.
 *
 * @param files by file; each one's ranges ascend and are disjoint, and a range is one request
 * @param neededBytes bytes that something needs
 * @param readBytes bytes that are read, gaps included
 */
public record ReadPlan(List<FileRanges> files, long neededBytes, long readBytes) {

  /** Copies the list. */
  public ReadPlan {
    files = List.copyOf(files);
  }

  /** How many requests it takes. */
  public int requests() {
    return files.stream().mapToInt(file -> file.ranges().size()).sum();
  }

  /** Whether what is needed, without any gap, keeps a budget. */
  public boolean isWithin(long budgetBytes) {
    return neededBytes <= budgetBytes;
  }
}
