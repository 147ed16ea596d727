package io.tributary.jobs.ingest;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;

/** Reads an operator's counts where its checkpoints keep them. */
final class Counts {

  private Counts() {}

  /** The counts as a checkpoint taken now would hold them. */
  static Map<String, Long> of(AbstractStreamOperatorTestHarness<?> harness) throws Exception {
    harness.snapshot(1_000, 1_000);
    OperatorStateBackend state =
        ((AbstractStreamOperator<?>) harness.getOperator()).getOperatorStateBackend();
    Map<String, Long> counts = new HashMap<>();
    ListStateDescriptor<Tuple2<String, Long>> descriptor =
        new ListStateDescriptor<>("counters", Types.TUPLE(Types.STRING, Types.LONG));
    for (Tuple2<String, Long> entry : state.getListState(descriptor).get()) {
      counts.merge(entry.f0, entry.f1, Long::sum);
    }
    return counts;
  }
}
