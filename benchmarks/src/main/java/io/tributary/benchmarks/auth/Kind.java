package io.tributary.benchmarks.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A kind of request.
 *
 * @param name what it is
 * @param outcome how each must be answered: a status, then the code if there is one
 * @param maker makes another one, signed now, as bytes of HTTP
 */
record Kind(String name, String outcome, Supplier<byte[]> maker) {

  /** So many new ones. */
  List<byte[]> make(int count) {
    List<byte[]> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      made.add(maker.get());
    }
    return made;
  }
}
