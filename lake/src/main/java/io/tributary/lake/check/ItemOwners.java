package io.tributary.lake.check;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ItemKey;
import java.util.List;

/**
 * Who of several miners had an item first, in 16 to 32 bytes an item: the first half of its key,
 * which nobody can find another item for, and one number that holds time and miner. Not
 * thread-safe.
 */
final class ItemOwners {

  private static final int MINER_BITS = 20;
  private static final long MINER_MASK = (1L << MINER_BITS) - 1;
  private static final long MOST_MILLIS = (1L << (62 - MINER_BITS)) - 1;
  private static final int FIRST_SLOTS = 1 << 12;

  private final List<Hotkey> miners;
  private long[] keys = new long[FIRST_SLOTS];

  /** Time, then the miner's place in the list from 1; 0 where nothing is. */
  private long[] claims = new long[FIRST_SLOTS];

  private int size;

  /**
   * Nobody owns anything yet.
   *
   * @param miners grows as miners come
   */
  ItemOwners(List<Hotkey> miners) {
    this.miners = miners;
  }

  /**
   * A miner has an item since a time: it owns it unless another one had it before. Of the same
   * moment the one with the first address does.
   *
   * @param miner its place in the list, below a million
   */
  void claim(ItemKey item, int miner, long sinceMillis) {
    long millis = Math.max(0, Math.min(sinceMillis, MOST_MILLIS));
    long claim = (millis << MINER_BITS) | (miner + 1);
    int at = place(keys, claims, item.high());
    if (claims[at] != 0) {
      claims[at] = earlier(claims[at], claim);
      return;
    }
    keys[at] = item.high();
    claims[at] = claim;
    size++;
    if (4L * size > 3L * keys.length) {
      grow();
    }
  }

  /** Place in the list of the miner that owns an item, which somebody must have claimed. */
  int ownerOf(ItemKey item) {
    return minerOf(claims[place(keys, claims, item.high())]);
  }

  private long earlier(long one, long other) {
    int order = Long.compare(one >>> MINER_BITS, other >>> MINER_BITS);
    if (order != 0) {
      return order < 0 ? one : other;
    }
    Hotkey first = miners.get(minerOf(one));
    return first.compareTo(miners.get(minerOf(other))) <= 0 ? one : other;
  }

  private static int minerOf(long claim) {
    return (int) (claim & MINER_MASK) - 1;
  }

  private void grow() {
    long[] moreKeys = new long[2 * keys.length];
    long[] moreClaims = new long[2 * keys.length];
    for (int i = 0; i < keys.length; i++) {
      if (claims[i] != 0) {
        int at = place(moreKeys, moreClaims, keys[i]);
        moreKeys[at] = keys[i];
        moreClaims[at] = claims[i];
      }
    }
    keys = moreKeys;
    claims = moreClaims;
  }

  private static int place(long[] keys, long[] claims, long key) {
    int at = (int) (key ^ key >>> 32) & (keys.length - 1);
    while (claims[at] != 0 && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }
}
