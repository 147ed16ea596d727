package io.tributary.jobs.validate;

import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.lake.epoch.RevocationList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** The revocations of the miner that is the current key, with their earliest times. */
final class MinerRevocations {

  private static final MapStateDescriptor<String, MinerNotice> STATE =
      new MapStateDescriptor<>(
          "revocations", Types.STRING, CodecTypeInfo.of(new MinerNoticeCodec()));

  private final MapState<String, MinerNotice> revocations;

  MinerRevocations(KeyedStateStore store) {
    revocations = store.getMapState(STATE);
  }

  void put(RevocationNotice notice) throws Exception {
    String digest = notice.digest().hex();
    RevocationNotice known = (RevocationNotice) revocations.get(digest);
    if (known == null || notice.fromMillis() < known.fromMillis()) {
      revocations.put(digest, notice);
    }
  }

  /** As a freeze states them. */
  RevocationList list() throws Exception {
    List<RevocationList.Entry> entries = new ArrayList<>();
    for (MinerNotice notice : revocations.values()) {
      RevocationNotice one = (RevocationNotice) notice;
      entries.add(new RevocationList.Entry(one.digest(), Instant.ofEpochMilli(one.fromMillis())));
    }
    return RevocationList.of(entries);
  }

  /** As grants are judged by them. */
  KnownRevocations known() throws Exception {
    KnownRevocations known = KnownRevocations.empty();
    for (MinerNotice notice : revocations.values()) {
      RevocationNotice one = (RevocationNotice) notice;
      Instant from = Instant.ofEpochMilli(one.fromMillis());
      known = known.with(one.revocation(), from).orElse(known);
    }
    return known;
  }
}
