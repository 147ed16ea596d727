package io.tributary.lake.parquet;

/** Orders indices by their key, without boxing. A stable merge sort. */
final class StableOrder {

  private StableOrder() {}

  /** The indices 0 to count - 1, by ascending key; equal keys keep their order. */
  static int[] of(long[] keys, int count) {
    int[] from = new int[count];
    for (int i = 0; i < count; i++) {
      from[i] = i;
    }
    int[] to = new int[count];
    for (int width = 1; width < count; width *= 2) {
      for (int left = 0; left < count; left += 2 * width) {
        int middle = Math.min(left + width, count);
        merge(keys, from, to, left, middle, Math.min(middle + width, count));
      }
      int[] swap = from;
      from = to;
      to = swap;
    }
    return from;
  }

  private static void merge(long[] keys, int[] from, int[] to, int left, int middle, int right) {
    int a = left;
    int b = middle;
    for (int i = left; i < right; i++) {
      boolean first = a < middle && (b >= right || keys[from[a]] <= keys[from[b]]);
      to[i] = first ? from[a++] : from[b++];
    }
  }
}
