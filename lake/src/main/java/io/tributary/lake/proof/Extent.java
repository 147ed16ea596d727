package io.tributary.lake.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run of bytes of a file.
 *
 * @param offset where it begins
 * @param length how many bytes
 * @param what for people: what lies there
 */
record Extent(long offset, long length, String what) {

  /** Why these do not cover a range exactly and without overlap; empty if they do. */
  static Optional<String> gapIn(List<Extent> extents, long from, long to) {
    List<Extent> ordered = new ArrayList<>(extents);
    ordered.sort(Comparator.comparingLong(Extent::offset));
    long at = from;
    for (Extent extent : ordered) {
      if (extent.offset != at || extent.length <= 0 || extent.length > to - at) {
        return Optional.of(
            extent.what
                + " lies at "
                + extent.offset
                + " with "
                + extent.length
                + " bytes, where "
                + at
                + " comes next and "
                + to
                + " is the end");
      }
      at += extent.length;
    }
    return at == to ? Optional.empty() : Optional.of("nothing covers " + at + " to " + to);
  }
}
