package io.tributary.local.feed;

/**
 * What a feeder did since it was opened. Immutable.
 *
 * @param rowsRead rows or lines looked at, over all passes
 * @param recordsSent records acknowledged by the receiver
 * @param batchesSent batches acknowledged
 * @param bytes length of those batches
 * @param unreadable lines that are no JSON object
 * @param unsendable rows larger than a batch or the topic may hold
 */
public record FeedSummary(
    long rowsRead,
    long recordsSent,
    long batchesSent,
    long bytes,
    long unreadable,
    long unsendable) {

  /** Whether every row that was read could be sent. */
  public boolean isComplete() {
    return unreadable == 0 && unsendable == 0;
  }
}
