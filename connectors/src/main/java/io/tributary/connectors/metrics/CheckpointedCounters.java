package io.tributary.connectors.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Named counts of one operator's subtask, kept in operator state and shown as gauges.
 *
 * <p>After a failure they stand where the checkpoint left them, unlike Flink's own counters, which
 * restart at zero and count rolled-back attempts. The sum over subtasks is exact, also after a
 * rescale; one subtask's own figure means nothing. Only the task's thread may call this; gauges may
 * be read by any.
 */
public final class CheckpointedCounters {

  private static final ListStateDescriptor<Tuple2<String, Long>> STATE =
      new ListStateDescriptor<>("counters", Types.TUPLE(Types.STRING, Types.LONG));

  private final Map<String, AtomicLong> counts = new LinkedHashMap<>();
  private ListState<Tuple2<String, Long>> state;

  /** Counts with these names, which are also the gauges' names. */
  public CheckpointedCounters(String... names) {
    for (String name : names) {
      counts.put(name, new AtomicLong());
    }
  }

  /** Restores the counts and registers the gauges. */
  public void initialize(OperatorStateStore store, MetricGroup metrics) throws Exception {
    state = store.getListState(STATE);
    for (Tuple2<String, Long> entry : state.get()) {
      // A count that this release no longer shows is carried on, for the release that does.
      counts.computeIfAbsent(entry.f0, name -> new AtomicLong()).addAndGet(entry.f1);
    }
    counts.forEach((name, count) -> metrics.<Long, Gauge<Long>>gauge(name, count::get));
  }

  /** Puts the counts into the state of the snapshot that is being taken. */
  public void snapshot() throws Exception {
    state.clear();
    for (Map.Entry<String, AtomicLong> entry : counts.entrySet()) {
      state.add(Tuple2.of(entry.getKey(), entry.getValue().get()));
    }
  }

  /** Adds to a count; a negative number takes away. */
  public void add(String name, long number) {
    AtomicLong count = counts.get(name);
    if (count == null) {
      throw new IllegalArgumentException("no count is named " + name);
    }
    count.addAndGet(number);
  }

  /** A count as it stands. */
  public long get(String name) {
    return counts.get(name).get();
  }
}
