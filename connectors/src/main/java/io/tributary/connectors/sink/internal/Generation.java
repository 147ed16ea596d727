package io.tributary.connectors.sink.internal;

/**
 * The rows that will make one file: a numbered run of blocks in a buffer's state. Immutable.
 *
 * @param number counts the generations of a buffer, from 0
 * @param blocks blocks in state, numbered from 0
 * @param rows rows in those blocks
 * @param bytes bytes of those rows, not encoded
 * @param openedAtMillis when its first row came
 * @param sealedAtMillis when it was closed for staging, which names the file; 0 while it is open
 */
record Generation(
    long number, int blocks, long rows, long bytes, long openedAtMillis, long sealedAtMillis) {

  static Generation open(long number, long nowMillis) {
    return new Generation(number, 0, 0, 0, nowMillis, 0);
  }

  Generation plusBlock(long blockRows, long blockBytes) {
    return new Generation(
        number, blocks + 1, rows + blockRows, bytes + blockBytes, openedAtMillis, sealedAtMillis);
  }

  Generation seal(long nowMillis) {
    return new Generation(number, blocks, rows, bytes, openedAtMillis, Math.max(1, nowMillis));
  }
}
