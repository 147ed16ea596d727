package io.tributary.local.demo.expect;

import java.util.ArrayList;
import java.util.List;

/** Counts differences and keeps the first few for people. Not thread-safe. */
final class Differences {

  private static final int KEPT = 12;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String difference) {
    count++;
    if (first.size() < KEPT) {
      first.add(difference);
    }
  }

  long count() {
    return count;
  }

  List<String> first() {
    return List.copyOf(first);
  }
}
