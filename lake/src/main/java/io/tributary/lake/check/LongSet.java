package io.tributary.lake.check;

/**
 * A set of numbers that are spread already, as digests are, in 16 to 32 bytes a number. Not
 * thread-safe.
 */
final class LongSet {

  private static final int LEAST_SLOTS = 1024;

  private long[] slots;
  private int size;
  private boolean hasZero;

  /**
   * An empty set.
   *
   * @param expected how many numbers will be added; if they are more, it grows
   */
  LongSet(int expected) {
    slots = new long[Math.max(LEAST_SLOTS, 2 * Integer.highestOneBit(2 * expected - 1))];
  }

  /** Adds a number; false if it was there. */
  boolean add(long number) {
    if (number == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    if (2 * size >= slots.length) {
      grow();
    }
    int at = place(slots, number);
    if (slots[at] == number) {
      return false;
    }
    slots[at] = number;
    size++;
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (long number : slots) {
      if (number != 0) {
        larger[place(larger, number)] = number;
      }
    }
    slots = larger;
  }

  private static int place(long[] slots, long number) {
    int at = (int) (number ^ number >>> 32) & (slots.length - 1);
    while (slots[at] != 0 && slots[at] != number) {
      at = (at + 1) & (slots.length - 1);
    }
    return at;
  }
}
