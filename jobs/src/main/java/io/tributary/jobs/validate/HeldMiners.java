package io.tributary.jobs.validate;

import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.check.CrossMiners;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.verdict.Verdict;
import io.tributary.schemas.Hotkey;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Verdicts that wait for the rest of their epoch, and the items of the epochs that are held and
 * were compared last, in keyed state. On the heap is who owns which item of one epoch, while it is
 * compared. Not thread-safe.
 */
final class HeldMiners {

  private static final MapStateDescriptor<String, Verdict> VERDICTS =
      new MapStateDescriptor<>(
          "held-verdicts", Types.STRING, CodecTypeInfo.of(new HeldVerdictCodec()));
  private static final MapStateDescriptor<String, ItemSample> ITEMS =
      new MapStateDescriptor<>("epoch-items", Types.STRING, CodecTypeInfo.of(new HeldItemsCodec()));

  private final MapState<String, Verdict> verdicts;
  private final MapState<String, ItemSample> items;

  HeldMiners(KeyedStateStore store) {
    verdicts = store.getMapState(VERDICTS);
    items = store.getMapState(ITEMS);
  }

  /** Holds a verdict of the one epoch whose verdicts are held. */
  void put(JudgedMiner miner) throws Exception {
    verdicts.put(miner.hotkey(), miner.verdict());
    items.put(key(miner.epoch(), miner.hotkey()), miner.items());
  }

  /** Compares the miners of that epoch and lets their verdicts go; its items are kept. */
  void compare(long epoch, Consumer<Verdict> to) throws Exception {
    CrossMiners miners = miners(epoch);
    for (Verdict verdict : verdicts.values()) {
      to.accept(compared(verdict, epoch, miners));
    }
    verdicts.clear();
    Iterator<String> keys = items.keys().iterator();
    while (keys.hasNext()) {
      if (!keys.next().startsWith(key(epoch, ""))) {
        keys.remove();
      }
    }
  }

  /** Compares a miner with those of its epoch, whose verdicts are gone and whose items are kept. */
  Verdict compareLate(JudgedMiner miner) throws Exception {
    items.put(key(miner.epoch(), miner.hotkey()), miner.items());
    return compared(miner.verdict(), miner.epoch(), miners(miner.epoch()));
  }

  /** One sample after the other: a few are on the heap at a time. */
  private CrossMiners miners(long epoch) throws Exception {
    CrossMiners miners = new CrossMiners();
    String start = key(epoch, "");
    for (Map.Entry<String, ItemSample> entry : items.entries()) {
      if (entry.getKey().startsWith(start)) {
        miners.add(new Hotkey(entry.getKey().substring(start.length())), entry.getValue());
      }
    }
    return miners;
  }

  private Verdict compared(Verdict verdict, long epoch, CrossMiners miners) throws Exception {
    Hotkey hotkey = verdict.subject().hotkey();
    return miners
        .finding(
            hotkey,
            items.get(key(epoch, hotkey.address())),
            // Those that it states: a job that was started again with others may compare it.
            verdict.thresholds().content().shares())
        .map(finding -> verdict.withFindings(List.of(finding)))
        .orElse(verdict);
  }

  private static String key(long epoch, String hotkey) {
    return epoch + "/" + hotkey;
  }
}
