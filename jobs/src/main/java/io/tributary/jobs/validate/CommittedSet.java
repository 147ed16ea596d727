package io.tributary.jobs.validate;

import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The committed files of the miner that is the current key. They change at freezes only: what is
 * committed or withdrawn in between waits for the next one, so that between freeze and verdict the
 * set in state is the frozen one. Not thread-safe.
 */
final class CommittedSet {

  private static final MapStateDescriptor<String, SetFile> FILES =
      new MapStateDescriptor<>("set-files", Types.STRING, CodecTypeInfo.of(new SetFileCodec()));
  private static final MapStateDescriptor<String, byte[]> MANIFESTS =
      new MapStateDescriptor<>(
          "set-manifests", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  private static final MapStateDescriptor<String, MinerNotice> LATER =
      new MapStateDescriptor<>("set-later", Types.STRING, CodecTypeInfo.of(new MinerNoticeCodec()));

  private final String audience;
  private final int netuid;
  private final MapState<String, SetFile> files;
  private final MapState<String, byte[]> manifests;
  private final MapState<String, MinerNotice> later;

  CommittedSet(KeyedStateStore store, String audience, int netuid) {
    this.audience = audience;
    this.netuid = netuid;
    files = store.getMapState(FILES);
    manifests = store.getMapState(MANIFESTS);
    later = store.getMapState(LATER);
  }

  /** Takes in a message for the next freeze; the last one of a key counts. */
  void put(FileNotice notice) throws Exception {
    later.put(notice.file().key().path(), notice);
  }

  /**
   * Makes the set what it is at a freeze.
   *
   * @param oldest files staged before leave the set
   * @param listing what the store shows
   * @return what is wrong with it and concerns no single file of it
   */
  List<VerdictFinding> freeze(Instant oldest, ListedMiner listing) throws Exception {
    takeLater();
    List<VerdictFinding> problems = new ArrayList<>();
    List<Map.Entry<String, SetFile>> changed = new ArrayList<>();
    int frozen = 0;
    Iterator<Map.Entry<String, SetFile>> all = files.iterator();
    while (all.hasNext()) {
      Map.Entry<String, SetFile> entry = all.next();
      String path = entry.getKey();
      SetFile file = entry.getValue();
      listing.hasManifest(path);
      if (file.stagedAtMillis() < oldest.toEpochMilli()) {
        all.remove();
        manifests.remove(path);
      } else {
        file.problem().ifPresent(problems::add);
        frozen += file.file().isPresent() ? 1 : 0;
        if (!file.hasVersion(listing.version(path))) {
          changed.add(Map.entry(path, file.withVersion(listing.version(path))));
        }
      }
    }
    for (Map.Entry<String, SetFile> entry : changed) {
      files.put(entry.getKey(), entry.getValue());
    }
    leaveOut(frozen - FrozenSet.MOST_FILES);
    problems.addAll(listing.findings());
    return Findings.bounded(problems);
  }

  private void takeLater() throws Exception {
    for (Map.Entry<String, MinerNotice> entry : later.entries()) {
      FileNotice notice = (FileNotice) entry.getValue();
      CommittedFile committed = notice.file();
      if (committed.isWithdrawn()) {
        files.remove(entry.getKey());
        manifests.remove(entry.getKey());
      } else {
        files.put(entry.getKey(), SetFile.of(notice, audience, netuid));
        manifests.put(entry.getKey(), committed.manifest().bytes());
      }
    }
    later.clear();
  }

  /** No set has more files than a frozen one may: the oldest leave it. */
  private void leaveOut(int count) throws Exception {
    if (count <= 0) {
      return;
    }
    List<Map.Entry<String, SetFile>> oldest = new ArrayList<>();
    for (Map.Entry<String, SetFile> entry : files.entries()) {
      if (entry.getValue().file().isPresent()) {
        oldest.add(Map.entry(entry.getKey(), entry.getValue()));
      }
    }
    Comparator<Map.Entry<String, SetFile>> byAge =
        Comparator.comparingLong(entry -> entry.getValue().stagedAtMillis());
    oldest.sort(byAge.thenComparing(Map.Entry::getKey));
    for (Map.Entry<String, SetFile> entry : oldest.subList(0, count)) {
      files.remove(entry.getKey());
      manifests.remove(entry.getKey());
    }
  }

  /** The set as the last freeze left it. */
  FrozenSet frozen(Hotkey hotkey) throws Exception {
    List<FrozenFile> frozen = new ArrayList<>();
    for (SetFile file : files.values()) {
      file.file().ifPresent(frozen::add);
    }
    return FrozenSet.of(hotkey, frozen);
  }

  /** A file of the set. */
  SetFile file(FrozenFile frozen) throws Exception {
    return files.get(frozen.key().path());
  }

  /** The signed manifest of a file of the set. */
  byte[] manifest(FrozenFile frozen) throws Exception {
    return manifests.get(frozen.key().path());
  }
}
