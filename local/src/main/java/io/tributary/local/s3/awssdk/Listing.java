package io.tributary.local.s3.awssdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing.
 *
 * @param keys on this page
 * @param prefixes that stand for all keys below them
 * @param next what the next page starts after, if there is one
 */
record Listing(List<String> keys, List<String> prefixes, Optional<String> next) {

  /**
   * Cuts a page out of sorted keys.
   *
   * @param after only what comes later; empty for all
   * @param delimiter after which keys are rolled up; empty for none
   */
  static Listing page(
      List<String> sorted, String prefix, String delimiter, String after, int maxKeys) {
    List<String> keys = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = after;
    for (String key : sorted) {
      String name = rollUp(key, prefix, delimiter);
      boolean rolled = !name.equals(key);
      if (name.compareTo(last) <= 0 || (rolled && last.startsWith(name))) {
        continue;
      }
      if (keys.size() + prefixes.size() == maxKeys) {
        return new Listing(keys, prefixes, maxKeys == 0 ? Optional.empty() : Optional.of(last));
      }
      (rolled ? prefixes : keys).add(name);
      last = name;
    }
    return new Listing(keys, prefixes, Optional.empty());
  }

  private static String rollUp(String key, String prefix, String delimiter) {
    if (delimiter.isEmpty()) {
      return key;
    }
    int end = key.indexOf(delimiter, prefix.length());
    return end < 0 ? key : key.substring(0, end + delimiter.length());
  }
}
