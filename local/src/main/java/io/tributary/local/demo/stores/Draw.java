package io.tributary.local.demo.stores;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random draws from a seed and a path of numbers, so that any item can be made again by itself
 * without making those before it. Not thread-safe.
 */
final class Draw {

  private final SplittableRandom random;

  Draw(long seed, long... path) {
    long mixed = mix(seed);
    for (long step : path) {
      mixed = mix(mixed ^ mix(step + 0x9E3779B97F4A7C15L));
    }
    random = new SplittableRandom(mixed);
  }

  /** A number from 0 to bound, bound excluded. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number from one bound to another, both included. */
  long between(long from, long to) {
    return random.nextLong(from, to + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double unit() {
    return random.nextDouble();
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Picks an early element far more often than a late one, as popularity goes. */
  <T> T pickPopular(List<T> values) {
    double place = StrictMath.pow(random.nextDouble(), 2.2) * values.size();
    return values.get((int) place);
  }

  /** A length or count with the long tail that such numbers have, within bounds. */
  long skewed(double median, double spread, long atLeast, long atMost) {
    double normal = 0;
    for (int i = 0; i < 12; i++) {
      normal += random.nextDouble();
    }
    double value = median * StrictMath.exp(spread * (normal - 6));
    return Math.max(atLeast, Math.min(atMost, (long) value));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
