package io.tributary.jobs.validate;

import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.epoch.FreezeBasis;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.VersionsToState;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.set.CutOff;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The committed files of the miner that is the current key. They change at freezes only: what is
 * committed or withdrawn in between waits for the next one, so that between freeze and verdict the
 * set in state is the frozen one. It follows from the messages before a position and a time that
 * only moves on, by the rule of {@code io.tributary.lake.set}. Not thread-safe.
 */
final class CommittedSet {

  private static final MapStateDescriptor<String, SetFile> FILES =
      new MapStateDescriptor<>("set-files", Types.STRING, CodecTypeInfo.of(new SetFileCodec()));
  private static final MapStateDescriptor<String, byte[]> MANIFESTS =
      new MapStateDescriptor<>(
          "set-manifests", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  private static final MapStateDescriptor<String, MinerNotice> LATER =
      new MapStateDescriptor<>("set-later", Types.STRING, CodecTypeInfo.of(new MinerNoticeCodec()));
  private static final ValueStateDescriptor<Long> POSITION =
      new ValueStateDescriptor<>("set-position", Types.LONG);
  private static final ValueStateDescriptor<Long> CUT_OFF =
      new ValueStateDescriptor<>("set-cut-off", Types.LONG);

  private final String audience;
  private final int netuid;
  private final MapState<String, SetFile> files;
  private final MapState<String, byte[]> manifests;
  private final MapState<String, MinerNotice> later;
  private final ValueState<Long> position;
  private final ValueState<Long> lastCutOff;

  CommittedSet(KeyedStateStore store, String audience, int netuid) {
    this.audience = audience;
    this.netuid = netuid;
    files = store.getMapState(FILES);
    manifests = store.getMapState(MANIFESTS);
    later = store.getMapState(LATER);
    position = store.getState(POSITION);
    lastCutOff = store.getState(CUT_OFF);
  }

  /** Takes in a message for the next freeze; the last one of a key counts. */
  void put(FileNotice notice) throws Exception {
    later.put(notice.file().key().path(), notice);
  }

  /**
   * A set as it was frozen.
   *
   * @param findings what is wrong with it and concerns no single file of it
   * @param basis from which messages it follows; empty if that is not known, as in state of older
   *     releases until the miner's next message
   */
  record Frozen(List<VerdictFinding> findings, Optional<FreezeBasis> basis) {}

  /**
   * Makes the set what it is at a freeze.
   *
   * @param oldest files staged before leave the set at the next whole hour
   * @param listing what the store shows
   */
  Frozen freeze(Instant oldest, ListedMiner listing) throws Exception {
    takeLater();
    boolean known = position.value() != null;
    CutOff cutOff = lastCutOff().moved(oldest);
    Pass pass = pass(cutOff, listing, known);
    CutOff raised = cutOff.forASet(pass.stagedAt());
    if (!raised.equals(cutOff)) {
      cutOff = raised;
      pass = pass(cutOff, listing, known);
    }
    for (Map.Entry<String, SetFile> entry : pass.changed) {
      files.put(entry.getKey(), entry.getValue());
    }
    lastCutOff.update(cutOff.at().toEpochMilli());
    pass.problems.addAll(listing.findings(cutOff));
    return new Frozen(
        Findings.bounded(pass.problems),
        known ? Optional.of(pass.versions.basis(position.value(), cutOff.at())) : Optional.empty());
  }

  private CutOff lastCutOff() throws Exception {
    Long last = lastCutOff.value();
    return last == null ? CutOff.NONE : new CutOff(Instant.ofEpochMilli(last));
  }

  /** What a pass over all files of the set found. */
  private static final class Pass {
    final List<VerdictFinding> problems = new ArrayList<>();
    final List<Map.Entry<String, SetFile>> changed = new ArrayList<>();
    final VersionsToState versions = new VersionsToState();
    final LongStream.Builder frozen = LongStream.builder();

    long[] stagedAt() {
      return frozen.build().toArray();
    }
  }

  /** Removes what has left the set, and takes versions for the rest. */
  private Pass pass(CutOff cutOff, ListedMiner listing, boolean states) throws Exception {
    Pass pass = new Pass();
    Iterator<Map.Entry<String, SetFile>> all = files.iterator();
    while (all.hasNext()) {
      Map.Entry<String, SetFile> entry = all.next();
      String path = entry.getKey();
      SetFile before = entry.getValue();
      listing.hasManifest(path);
      if (cutOff.isPassed(before.stagedAtMillis())) {
        all.remove();
        manifests.remove(path);
        continue;
      }
      before.problem().ifPresent(pass.problems::add);
      SetFile file = before.withVersion(listing.version(path));
      if (file.file().isPresent()) {
        FrozenFile frozen = file.file().get();
        pass.frozen.add(file.stagedAtMillis());
        if (states && !file.isStated() && pass.versions.add(frozen.key(), frozen.version())) {
          file = file.stated();
        }
      }
      if (!file.equals(before)) {
        pass.changed.add(Map.entry(path, file));
      }
    }
    return pass;
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
      // The last message of the miner is the last one of its key, too.
      Long before = position.value();
      if (notice.offset() != FileNotice.UNKNOWN && (before == null || before <= notice.offset())) {
        position.update(notice.offset() + 1);
      }
    }
    later.clear();
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
