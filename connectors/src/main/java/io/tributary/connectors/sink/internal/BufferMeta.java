package io.tributary.connectors.sink.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one key's buffer beside its blocks. Immutable, so that state backends may keep
 * it as it is.
 *
 * @param sealed generations that wait to be staged, oldest first
 * @param open the generation that takes rows, or null if there is none
 * @param next number of the next generation
 * @param dueAtMillis when the open generation is old enough to be sealed; 0 without one
 */
record BufferMeta(List<Generation> sealed, Generation open, long next, long dueAtMillis) {

  static final BufferMeta EMPTY = new BufferMeta(List.of(), null, 0, 0);

  BufferMeta {
    sealed = List.copyOf(sealed);
  }

  BufferMeta withOpened(long nowMillis, long dueAtMillis) {
    return new BufferMeta(sealed, Generation.open(next, nowMillis), next + 1, dueAtMillis);
  }

  BufferMeta withBlock(long rows, long bytes) {
    return new BufferMeta(sealed, open.plusBlock(rows, bytes), next, dueAtMillis);
  }

  BufferMeta withDueAt(long dueAtMillis) {
    return new BufferMeta(sealed, open, next, dueAtMillis);
  }

  BufferMeta withOpenSealed(long nowMillis) {
    List<Generation> all = new ArrayList<>(sealed);
    all.add(open.seal(nowMillis));
    return new BufferMeta(all, null, next, 0);
  }

  BufferMeta without(long generation) {
    return new BufferMeta(
        sealed.stream().filter(g -> g.number() != generation).toList(), open, next, dueAtMillis);
  }

  Optional<Generation> sealed(long generation) {
    return sealed.stream().filter(g -> g.number() == generation).findFirst();
  }

  /** Bytes of the rows that wait to be staged, not encoded. */
  long sealedBytes() {
    return sealed.stream().mapToLong(Generation::bytes).sum();
  }

  boolean isEmpty() {
    return open == null && sealed.isEmpty();
  }
}
