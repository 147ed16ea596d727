package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.lake.epoch.EpochSchedule;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * The beacon as a subtask follows it: in state that is the same in all subtasks, and in gauges.
 * Only the task's thread may call this; gauges may be read by any.
 */
final class FollowedBeacon {

  private static final MapStateDescriptor<String, BeaconState> STATE =
      new MapStateDescriptor<>("beacon", Types.STRING, CodecTypeInfo.of(new BeaconStateCodec()));
  private static final String KEY = "beacon";

  private final EpochSchedule schedule;
  private final LongSupplier clock;
  private final BroadcastState<String, BeaconState> stored;
  private volatile BeaconState state;
  private volatile long lastBlockMillis;
  private boolean heard;

  /**
   * From where the state left it.
   *
   * @param clock milliseconds since the epoch
   */
  FollowedBeacon(
      OperatorStateStore store, EpochSchedule schedule, MetricGroup metrics, LongSupplier clock)
      throws Exception {
    this.schedule = schedule;
    this.clock = clock;
    stored = store.getBroadcastState(STATE);
    state = Optional.ofNullable(stored.get(KEY)).orElse(BeaconState.START);
    lastBlockMillis = clock.getAsLong();
    metrics.<Long, Gauge<Long>>gauge("beaconNumber", () -> state.number());
    metrics.<Long, Gauge<Long>>gauge("beaconSilentSeconds", this::silentSeconds);
  }

  private long silentSeconds() {
    return Math.max(0, clock.getAsLong() - lastBlockMillis) / 1000;
  }

  BeaconState state() {
    return state;
  }

  /** The last epoch whose freeze block came. */
  long epoch() {
    return state.epoch();
  }

  /**
   * Whether a block came since this start: before it, what is known to be final is what was so at
   * the checkpoint, however long ago.
   */
  boolean isHeard() {
    return heard;
  }

  /** Whether an epoch can still be frozen, as far as the last block and the chain told. */
  boolean isInTimeFor(long epoch, long told) {
    return state.isInTimeFor(epoch, schedule, told);
  }

  /** Takes the next block; false if it was seen before. */
  boolean take(BeaconBlock block) {
    if (state.knows(block)) {
      return false;
    }
    state = state.with(block, schedule);
    lastBlockMillis = clock.getAsLong();
    heard = true;
    return true;
  }

  /** Puts it into the state of the snapshot that is being taken. */
  void snapshot() throws Exception {
    stored.put(KEY, state);
  }
}
