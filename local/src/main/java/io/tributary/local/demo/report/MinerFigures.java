package io.tributary.local.demo.report;

import java.util.Map;

/**
 * What became of one miner's records, cumulative over the demo's folder. Immutable by convention:
 * do not change its map.
 *
 * @param name its folder's name
 * @param hotkey its SS58 address
 * @param received records of admitted batches
 * @param accepted records that were the first of their key
 * @param duplicate records whose key somebody had already
 * @param rejected refused records by reason code
 * @param files committed files
 * @param rows rows in them
 * @param bytes bytes of them
 */
public record MinerFigures(
    String name,
    String hotkey,
    long received,
    long accepted,
    long duplicate,
    Map<String, Long> rejected,
    long files,
    long rows,
    long bytes) {

  /** Refused records, whatever the reason. */
  public long rejectedTotal() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
