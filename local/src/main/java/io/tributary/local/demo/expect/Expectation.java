package io.tributary.local.demo.expect;

import java.util.List;
import java.util.Map;

/**
 * What must come of a folder of generated stores. Who owns a shared key depends on arrival, so it
 * names for each key every miner that sends it. Immutable by convention: do not change its maps.
 *
 * @param miners what each miner sends, in the order of their numbers
 * @param holders by content key, the numbers of the miners that hold a valid record of it, a number
 *     twice where a miner holds the item under two addresses
 */
public record Expectation(List<Miner> miners, Map<String, int[]> holders) {

  /**
   * One miner's part.
   *
   * @param name its folder's name
   * @param hotkey its SS58 address
   * @param received rows in its store
   * @param refused number of rows that must be refused, by reason code
   */
  public record Miner(String name, String hotkey, long received, Map<String, Long> refused) {

    /** Rows that must be refused, whatever the reason. */
    public long rejected() {
      return refused.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Rows in all stores. */
  public long received() {
    return miners.stream().mapToLong(Miner::received).sum();
  }

  /** Rows that must be refused. */
  public long rejected() {
    return miners.stream().mapToLong(Miner::rejected).sum();
  }

  /** Rows that must reach the lake: one for each key. */
  public long accepted() {
    return holders.size();
  }

  /** Valid rows that must lose against another of the same key. */
  public long duplicate() {
    return received() - rejected() - accepted();
  }
}
