package io.tributary.lake.check;

import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ItemKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds items that several miners have. The one whose file was committed first owns an item, as the
 * ingest would have it; of the same moment the one with the first address. Samples are not kept:
 * each is shown once to be added, and once more, when all were, to be compared. Not thread-safe.
 */
public final class CrossMiners {

  private final List<Hotkey> miners = new ArrayList<>();
  private final List<Long> limits = new ArrayList<>();
  private final Map<Hotkey, Integer> places = new HashMap<>();
  private final ItemOwners owners = new ItemOwners(miners);

  /**
   * Adds a miner's sample of the epoch, once.
   *
   * @throws IllegalArgumentException if the miner was added already
   */
  public void add(Hotkey miner, ItemSample sample) {
    int place = miners.size();
    if (places.putIfAbsent(miner, place) != null) {
      throw new IllegalArgumentException("two samples of " + miner);
    }
    miners.add(miner);
    limits.add(sample.limit());
    sample.items().forEach((key, item) -> owners.claim(key, place, item.sinceMillis()));
  }

  /**
   * What is wrong with a miner that was added, given all that were: more of its rows than allowed
   * are of items that others own. Each owner's share is taken of the rows that both samples would
   * keep.
   *
   * @param sample the one that was added
   * @param shares among them how much is allowed
   * @throws IllegalArgumentException if the miner was not added
   */
  public Optional<VerdictFinding> finding(Hotkey miner, ItemSample sample, ShareLimits shares) {
    Integer place = places.get(miner);
    if (place == null) {
      throw new IllegalArgumentException("no sample of " + miner);
    }
    Map<Integer, Long> copied = copied(place, sample);
    if (copied.isEmpty()) {
      return Optional.empty();
    }
    RowsByRank comparable = new RowsByRank(sample);
    double share = 0;
    for (Map.Entry<Integer, Long> entry : copied.entrySet()) {
      share += (double) entry.getValue() / comparable.upTo(limits.get(entry.getKey()));
    }
    return share * 1_000_000 > shares.mostAcrossMiners()
        ? Optional.of(finding(copied))
        : Optional.empty();
  }

  /** Rows of the sample by the place of another miner that owns their item. */
  private Map<Integer, Long> copied(int place, ItemSample sample) {
    Map<Integer, Long> copied = new TreeMap<>();
    for (Map.Entry<ItemKey, ItemSample.Item> entry : sample.items().entrySet()) {
      int owner = owners.ownerOf(entry.getKey());
      if (owner != place) {
        copied.merge(owner, RowsByRank.rowsOf(entry.getValue()), Long::sum);
      }
    }
    return copied;
  }

  private VerdictFinding finding(Map<Integer, Long> copied) {
    long rows = copied.values().stream().mapToLong(Long::longValue).sum();
    Hotkey first = copied.keySet().stream().map(miners::get).min(Hotkey::compareTo).orElseThrow();
    return VerdictFinding.of(
        VerdictReason.DUPLICATE_ACROSS_MINERS,
        rows
            + " sampled rows repeat items of "
            + copied.size()
            + " miners, first of "
            + first.address());
  }
}
