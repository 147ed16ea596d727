package io.tributary.jobs.validate;

import io.tributary.connectors.store.ListedObject;
import io.tributary.connectors.store.MinerListing;
import io.tributary.connectors.store.StoreException;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.set.CutOff;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the store showed of a miner at a freeze: versions for the files of the set, and objects that
 * nobody signed for. A listing that broke off shows nothing at all and is a finding. Not
 * thread-safe.
 */
public final class ListedMiner {

  private final Map<String, ObjectVersion> versions = new HashMap<>();
  private final TreeMap<String, Instant> withoutManifest = new TreeMap<>();
  private final List<VerdictFinding> troubles = new ArrayList<>();

  private ListedMiner() {}

  /** Where stores are not listed: no version is known, and nothing is missed. */
  static ListedMiner unasked() {
    return new ListedMiner();
  }

  /**
   * Asks a store, as long as that takes.
   *
   * @param from objects written before are not missed by anybody: their files have left the set
   * @param to objects written after are too young to have a manifest
   * @throws InterruptedException if the thread is interrupted
   */
  public static ListedMiner ask(MinerListing listing, Hotkey miner, Instant from, Instant to)
      throws InterruptedException {
    try {
      return of(listing.list(miner), from, to);
    } catch (StoreException e) {
      ListedMiner none = new ListedMiner();
      none.troubles.add(VerdictFinding.of(VerdictReason.LISTING_INCOMPLETE, e.getMessage()));
      return none;
    }
  }

  static ListedMiner of(List<ListedObject> objects, Instant from, Instant to) {
    ListedMiner listed = new ListedMiner();
    for (ListedObject object : objects) {
      listed.versions.put(object.path(), object.version());
      if (!object.modifiedAt().isBefore(from) && object.modifiedAt().isBefore(to)) {
        listed.withoutManifest.put(object.path(), object.modifiedAt());
      }
    }
    return listed;
  }

  /** What the store has under a key. */
  public ObjectVersion version(String path) {
    return versions.getOrDefault(path, ObjectVersion.NONE);
  }

  /** An object that somebody signed for. */
  public void hasManifest(String path) {
    withoutManifest.remove(path);
  }

  /**
   * What is wrong, once all manifests were told.
   *
   * @param cutOff of the set: objects written before are not missed either
   */
  public List<VerdictFinding> findings(CutOff cutOff) {
    List<VerdictFinding> findings = new ArrayList<>(troubles);
    withoutManifest.forEach(
        (path, modifiedAt) -> {
          if (!cutOff.isPassed(modifiedAt.toEpochMilli())) {
            findings.add(VerdictFinding.of(VerdictReason.MANIFEST_MISSING, path));
          }
        });
    return findings;
  }
}
