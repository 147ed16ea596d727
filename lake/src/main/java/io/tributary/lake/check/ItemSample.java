package io.tributary.lake.check;

import io.tributary.schemas.ItemKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Items among a miner's rows, and how often each occurs: all of them up to a capacity, beyond it
 * those that the epoch's salt ranks lowest, each with all of its rows. Samples of files can be put
 * together, and samples of miners compared, since all of an epoch keep the same items.
 *
 * <p>Not thread-safe. Its bytes are those of {@link ItemSampleCodec}.
 */
public final class ItemSample {

  private final ItemSalt salt;
  private final int capacity;
  private final Map<ItemKey, Item> items = new HashMap<>();

  /** Items below this rank are kept, as an unsigned number; -1 is the largest. */
  private long limit = -1;

  /**
   * What is known of an item. Immutable.
   *
   * @param file index of the first file that has it
   * @param rows its rows in that file
   * @param elsewhere its rows in other files of the miner
   * @param sinceMillis when the earliest of the files was committed
   */
  record Item(int file, long rows, long elsewhere, long sinceMillis) {

    Item plus(Item other) {
      long since = Math.min(sinceMillis, other.sinceMillis);
      if (file == other.file) {
        return new Item(file, rows + other.rows, elsewhere + other.elsewhere, since);
      }
      Item first = file < other.file ? this : other;
      long all = rows + elsewhere + other.rows + other.elsewhere;
      return new Item(first.file, first.rows, all - first.rows, since);
    }
  }

  /**
   * A sample without items.
   *
   * @param capacity items that are kept at most, at least 2
   */
  public ItemSample(ItemSalt salt, int capacity) {
    if (capacity < 2) {
      throw new IllegalArgumentException("a sample of at most " + capacity + " items");
    }
    this.salt = salt;
    this.capacity = capacity;
  }

  /**
   * Adds a row of a file.
   *
   * @param file index of the file in the frozen set
   * @param committedMillis when the file was committed, by the log
   */
  public void add(ItemKey key, int file, long committedMillis) {
    add(key, new Item(file, 1, 0, committedMillis));
  }

  void add(ItemKey key, Item item) {
    if (Long.compareUnsigned(salt.rank(key), limit) > 0) {
      return;
    }
    items.merge(key, item, Item::plus);
    if (items.size() > capacity) {
      long[] ranks = items.keySet().stream().mapToLong(k -> flip(salt.rank(k))).toArray();
      Arrays.sort(ranks);
      lowerTo(flip(ranks[capacity / 2 - 1]));
    }
  }

  /**
   * Adds all of another sample of the same epoch.
   *
   * @throws IllegalArgumentException if it is of another epoch
   */
  public void merge(ItemSample other) {
    if (!salt.equals(other.salt)) {
      throw new IllegalArgumentException("samples of different epochs");
    }
    if (Long.compareUnsigned(other.limit, limit) < 0) {
      lowerTo(other.limit);
    }
    other.items.forEach(this::add);
  }

  /** Whether it is of the epoch with this salt. */
  public boolean isOf(ItemSalt other) {
    return salt.equals(other);
  }

  /** How many items are kept. */
  public int size() {
    return items.size();
  }

  /** Rows of the items that are kept. */
  long rows() {
    return items.values().stream().mapToLong(item -> item.rows() + item.elsewhere()).sum();
  }

  /** Rows that repeat an item of the same file, as far as an item's first file is concerned. */
  long repeatedRows() {
    return items.values().stream().mapToLong(item -> item.rows() - 1).sum();
  }

  /** Rows in another file than the item's first. */
  long rowsElsewhere() {
    return items.values().stream().mapToLong(Item::elsewhere).sum();
  }

  /** The items. Not to be changed. */
  Map<ItemKey, Item> items() {
    return items;
  }

  ItemSalt salt() {
    return salt;
  }

  int capacity() {
    return capacity;
  }

  long limit() {
    return limit;
  }

  /** Whether an item would be kept. */
  boolean keeps(ItemKey key) {
    return Long.compareUnsigned(salt.rank(key), limit) <= 0;
  }

  /** Keeps only items up to a rank. */
  void lowerTo(long rank) {
    limit = rank;
    items.keySet().removeIf(key -> !keeps(key));
  }

  /** Signed order of what this makes is unsigned order of what it is given, and the other way. */
  private static long flip(long unsigned) {
    return unsigned ^ Long.MIN_VALUE;
  }
}
