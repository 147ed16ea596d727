package io.tributary.local.demo.report;

import io.tributary.local.ledger.MinerTally;
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

  /** The figures of a miner whose folder has this name. */
  public static MinerFigures of(String name, MinerTally tally) {
    return new MinerFigures(
        name,
        tally.hotkey(),
        tally.rows() + tally.duplicates() + tally.rejectedTotal(),
        tally.rows(),
        tally.duplicates(),
        tally.rejected(),
        tally.files(),
        tally.rows(),
        tally.bytes());
  }

  /** Refused records, whatever the reason. */
  public long rejectedTotal() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
