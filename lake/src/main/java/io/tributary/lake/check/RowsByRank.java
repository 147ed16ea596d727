package io.tributary.lake.check;

import io.tributary.schemas.ItemKey;
import java.util.Arrays;
import java.util.Map;

/** How many rows of a sample are of items up to a rank. Immutable. */
final class RowsByRank {

  private final long[] ranks;
  private final long[] rowsUpTo;

  RowsByRank(ItemSample sample) {
    long[][] pairs = new long[sample.size()][];
    int next = 0;
    for (Map.Entry<ItemKey, ItemSample.Item> entry : sample.items().entrySet()) {
      long rank = sample.salt().rank(entry.getKey());
      pairs[next++] = new long[] {signed(rank), rowsOf(entry.getValue())};
    }
    Arrays.sort(pairs, (a, b) -> Long.compare(a[0], b[0]));
    ranks = new long[pairs.length];
    rowsUpTo = new long[pairs.length];
    long rows = 0;
    for (int i = 0; i < pairs.length; i++) {
      rows += pairs[i][1];
      ranks[i] = pairs[i][0];
      rowsUpTo[i] = rows;
    }
  }

  /** All rows of an item. */
  static long rowsOf(ItemSample.Item item) {
    return item.rows() + item.elsewhere();
  }

  /** Rows of items whose rank, as an unsigned number, is not above a limit. */
  long upTo(long limit) {
    int at = Arrays.binarySearch(ranks, signed(limit));
    int last = at >= 0 ? lastOf(at) : -at - 2;
    return last < 0 ? 0 : rowsUpTo[last];
  }

  /** Items may share a rank, if ever so rarely. */
  private int lastOf(int at) {
    int last = at;
    while (last + 1 < ranks.length && ranks[last + 1] == ranks[at]) {
      last++;
    }
    return last;
  }

  /** Signed order of the result is unsigned order of the rank. */
  private static long signed(long rank) {
    return rank ^ Long.MIN_VALUE;
  }
}
