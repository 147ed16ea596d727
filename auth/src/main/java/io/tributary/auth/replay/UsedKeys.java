package io.tributary.auth.replay;

import java.util.HashMap;
import java.util.Map;

/**
 * Keys that end within the same minute, so that they can be forgotten together. Kept without an
 * object a key: what is remembered for minutes would otherwise be copied by one collection of
 * garbage after the other. Not thread-safe.
 */
final class UsedKeys {

  private static final int LONGS = 3;
  private static final int FIRST_SLOTS = 64;

  /** Of each slot the name's two halves and when it ends; a slot whose end is 0 is free. */
  private long[] slots = new long[FIRST_SLOTS * LONGS];

  private int count;
  private final Map<String, Integer> perHotkey = new HashMap<>();

  /** Whether this key is there and ends after this instant. */
  boolean holds(KeyDigest key, long afterMillis) {
    return slots[slot(key) + 2] > afterMillis;
  }

  /** Adds a key; one that is there gets the new end. */
  void add(KeyDigest key, String hotkey, long untilMillis) {
    if (2 * (count + 1) * LONGS > slots.length) {
      grow();
    }
    int slot = slot(key);
    if (slots[slot + 2] == 0) {
      count++;
      perHotkey.merge(hotkey, 1, Integer::sum);
    }
    put(slot, key, untilMillis);
  }

  private void put(int slot, KeyDigest key, long untilMillis) {
    slots[slot] = key.high();
    slots[slot + 1] = key.low();
    slots[slot + 2] = untilMillis;
  }

  /** Where this key is, or else the free slot that it would get. */
  private int slot(KeyDigest key) {
    int mask = slots.length / LONGS - 1;
    int index = (int) key.low() & mask;
    while (true) {
      int slot = index * LONGS;
      boolean same = slots[slot] == key.high() && slots[slot + 1] == key.low();
      if (same || slots[slot + 2] == 0) {
        return slot;
      }
      index = (index + 1) & mask;
    }
  }

  private void grow() {
    long[] old = slots;
    slots = new long[2 * old.length];
    for (int i = 0; i < old.length; i += LONGS) {
      if (old[i + 2] != 0) {
        KeyDigest key = new KeyDigest(old[i], old[i + 1]);
        put(slot(key), key, old[i + 2]);
      }
    }
  }

  int count() {
    return count;
  }

  /** How many of one hotkey. */
  int count(String hotkey) {
    return perHotkey.getOrDefault(hotkey, 0);
  }
}
