package io.tributary.lake.check;

import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ItemKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds items that several miners have. The one whose file was committed first owns an item, as the
 * ingest would have it; of the same moment the one with the first address. Not thread-safe.
 */
public final class CrossMiners {

  private final ShareLimits shares;
  private final Map<Hotkey, ItemSample> samples =
      new TreeMap<>((a, b) -> a.address().compareTo(b.address()));
  private final Map<ItemKey, Owner> owners = new HashMap<>();

  private record Owner(Hotkey miner, long sinceMillis) {

    Owner orEarlier(Owner other) {
      int order = Long.compare(sinceMillis, other.sinceMillis);
      int byAddress = miner.address().compareTo(other.miner.address());
      return order < 0 || (order == 0 && byAddress <= 0) ? this : other;
    }
  }

  /** No miners yet. */
  public CrossMiners(ShareLimits shares) {
    this.shares = shares;
  }

  /**
   * Adds a miner's sample of the epoch, once.
   *
   * @throws IllegalArgumentException if the miner was added already
   */
  public void add(Hotkey miner, ItemSample sample) {
    if (samples.put(miner, sample) != null) {
      throw new IllegalArgumentException("two samples of " + miner);
    }
    sample
        .items()
        .forEach(
            (key, item) ->
                owners.merge(key, new Owner(miner, item.sinceMillis()), Owner::orEarlier));
  }

  /**
   * What is wrong with a miner that was added, given all that were: more of its rows than allowed
   * are of items that others own. Each owner's share is taken of the rows that both samples would
   * keep.
   */
  public Optional<VerdictFinding> finding(Hotkey miner) {
    ItemSample sample = samples.get(miner);
    Map<Hotkey, Long> copied = new HashMap<>();
    sample
        .items()
        .forEach(
            (key, item) -> {
              Hotkey owner = owners.get(key).miner();
              if (!owner.equals(miner)) {
                copied.merge(owner, item.rows() + item.elsewhere(), Long::sum);
              }
            });
    double share = 0;
    long rows = 0;
    for (Map.Entry<Hotkey, Long> entry : copied.entrySet()) {
      rows += entry.getValue();
      share += (double) entry.getValue() / comparableRows(sample, samples.get(entry.getKey()));
    }
    if (share * 1_000_000 <= shares.mostAcrossMiners()) {
      return Optional.empty();
    }
    return Optional.of(
        VerdictFinding.of(
            VerdictReason.DUPLICATE_ACROSS_MINERS,
            rows
                + " sampled rows repeat items of "
                + copied.size()
                + " miners, first of "
                + copied.keySet().stream().map(Hotkey::address).min(String::compareTo).orElse("")));
  }

  private static long comparableRows(ItemSample sample, ItemSample owner) {
    return sample.items().entrySet().stream()
        .filter(entry -> owner.keeps(entry.getKey()))
        .mapToLong(entry -> entry.getValue().rows() + entry.getValue().elsewhere())
        .sum();
  }
}
