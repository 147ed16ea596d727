package io.tributary.local.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been published of one miner. Immutable.
 *
 * @param hotkey its SS58 address
 * @param files committed files
 * @param rows rows in them
 * @param bytes bytes of them
 * @param duplicates records whose item somebody had already
 * @param rejected refused records by reason code
 */
public record MinerTally(
    String hotkey, long files, long rows, long bytes, long duplicates, Map<String, Long> rejected) {

  /** Copies the counts, in the order of their codes. */
  public MinerTally {
    rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
  }

  /** Refused records, whatever the reason. */
  public long rejectedTotal() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
