package io.tributary.local.demo.stores;

/**
 * Which miner holds which items: Zipf-sized stores, about a third of the items with several miners,
 * a few percent of the rows bad. Rows are numbers here; {@link ItemMaker} makes records of them.
 */
final class StorePlan {

  private static final double SHARED_ITEMS = 1.0 / 3;
  private static final double FURTHER_COPY = 0.3;
  private static final int MAX_COPIES = 8;
  private static final double BAD_ROWS = 0.025;
  private static final int SWAPS = 12;

  private final int[] firstRow;
  private final int[] items;
  private final byte[] copies;
  private final int goodItems;

  private StorePlan(int[] firstRow, int[] items, byte[] copies, int goodItems) {
    this.firstRow = firstRow;
    this.items = items;
    this.copies = copies;
    this.goodItems = goodItems;
  }

  static StorePlan of(GeneratorOptions options) {
    int records = options.records();
    Draw draw = new Draw(options.seed(), 0);
    int[] miners = shuffledSlots(options, draw);
    int bad =
        Math.max((int) Math.round(BAD_ROWS * records), Math.min(Fault.reasons(), records / 20));
    int[] items = new int[records];
    byte[] copies = new byte[records];
    int item = 0;
    for (int slot = bad; slot < records; item++) {
      int wanted = copiesOf(draw, options.miners());
      int copy = 0;
      for (; copy < wanted && slot < records; copy++, slot++) {
        separate(miners, slot, copy, draw);
        items[slot] = item;
        copies[slot] = (byte) copy;
      }
    }
    for (int slot = 0; slot < bad; slot++) {
      items[slot] = item + slot;
    }
    return sortedByMiner(options.miners(), miners, items, copies, item);
  }

  /** Items below this number are good; those from it on are bad records, each of one row. */
  int goodItems() {
    return goodItems;
  }

  int rows(int miner) {
    return firstRow[miner + 1] - firstRow[miner];
  }

  /** Number of the item in a miner's row. */
  int item(int miner, int row) {
    return items[firstRow[miner] + row];
  }

  /** Number of the item's version in a miner's row. */
  int copy(int miner, int row) {
    return copies[firstRow[miner] + row];
  }

  /** One slot for each row, in random order, each with its miner's number. */
  private static int[] shuffledSlots(GeneratorOptions options, Draw draw) {
    int miners = options.miners();
    double sum = 0;
    for (int m = 0; m < miners; m++) {
      sum += 1.0 / (m + 1);
    }
    int[] slots = new int[options.records()];
    int spare = options.records() - miners;
    int next = 0;
    for (int m = 0; m < miners; m++) {
      int rows = 1 + (int) (spare / (sum * (m + 1)));
      for (int i = 0; i < rows && next < slots.length; i++) {
        slots[next++] = m;
      }
    }
    // What rounding left over stays with the first miner, whose number is zero.
    for (int i = slots.length - 1; i > 0; i--) {
      int other = draw.below(i + 1);
      int kept = slots[i];
      slots[i] = slots[other];
      slots[other] = kept;
    }
    return slots;
  }

  private static int copiesOf(Draw draw, int miners) {
    if (miners == 1 || !draw.chance(SHARED_ITEMS)) {
      return 1;
    }
    int copies = 2;
    while (copies < Math.min(miners, MAX_COPIES) && draw.chance(FURTHER_COPY)) {
      copies++;
    }
    return copies;
  }

  /**
   * Tries to give this copy to a miner that has none of the item yet. Where that fails the miner
   * holds the item twice under two addresses, which occurs in real stores too.
   */
  private static void separate(int[] miners, int slot, int copy, Draw draw) {
    for (int i = 0; i < SWAPS && holds(miners, slot - copy, slot, miners[slot]); i++) {
      int other = slot + draw.below(miners.length - slot);
      int kept = miners[slot];
      miners[slot] = miners[other];
      miners[other] = kept;
    }
  }

  private static boolean holds(int[] miners, int from, int to, int miner) {
    for (int i = from; i < to; i++) {
      if (miners[i] == miner) {
        return true;
      }
    }
    return false;
  }

  private static StorePlan sortedByMiner(
      int count, int[] miners, int[] items, byte[] copies, int goodItems) {
    int[] first = new int[count + 1];
    for (int miner : miners) {
      first[miner + 1]++;
    }
    for (int m = 0; m < count; m++) {
      first[m + 1] += first[m];
    }
    int[] next = first.clone();
    int[] sortedItems = new int[items.length];
    byte[] sortedCopies = new byte[items.length];
    for (int slot = 0; slot < items.length; slot++) {
      int place = next[miners[slot]]++;
      sortedItems[place] = items[slot];
      sortedCopies[place] = copies[slot];
    }
    return new StorePlan(first, sortedItems, sortedCopies, goodItems);
  }
}
