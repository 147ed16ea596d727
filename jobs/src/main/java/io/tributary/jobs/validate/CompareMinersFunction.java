package io.tributary.jobs.validate;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.identity.Signer;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds an epoch's verdicts until all of them are there, compares the items of their miners, signs
 * the verdicts and hands them on, each once. Everything comes under one key, so that all of an
 * epoch meets in one place.
 *
 * <p>A verdict that comes after its epoch was compared is compared with those before it, if no
 * later epoch was compared meanwhile, and judged alone otherwise; what was signed stays.
 */
final class CompareMinersFunction extends KeyedProcessFunction<String, EpochNotice, KafkaMessage>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final ValidationServices services;

  private transient CheckpointedCounters counters;
  private transient ValueState<EpochProgress> progress;
  private transient HeldMiners held;
  private transient Signer validator;

  CompareMinersFunction(ValidationServices services) {
    this.services = services;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters =
        new CheckpointedCounters(
            ValidationCounts.PASS,
            ValidationCounts.FAIL,
            ValidationCounts.NO_EVIDENCE,
            ValidationCounts.VERDICTS_HELD,
            ValidationCounts.VERDICTS_LATE);
    counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
    progress =
        context
            .getKeyedStateStore()
            .getState(
                new ValueStateDescriptor<>(
                    "epoch-progress", CodecTypeInfo.of(new EpochProgressCodec())));
    held = new HeldMiners(context.getKeyedStateStore());
  }

  @Override
  public void open(OpenContext context) throws Exception {
    // Of all services only the key is needed here.
    try (ValidationServices.Opened opened = services.open()) {
      validator = opened.validator();
    }
  }

  @Override
  public void processElement(EpochNotice notice, Context context, Collector<KafkaMessage> out)
      throws Exception {
    EpochProgress now = progress.value() == null ? EpochProgress.START : progress.value();
    for (OpenEpoch epoch : now.endedBy(notice)) {
      now = end(now, epoch, out);
    }
    if (now.isLate(notice)) {
      if (notice instanceof JudgedMiner miner) {
        counters.add(ValidationCounts.VERDICTS_LATE, 1);
        boolean isKept = miner.epoch() == now.compared();
        publish(isKept ? held.compareLate(miner) : miner.verdict(), out);
      }
    } else {
      if (notice instanceof JudgedMiner miner) {
        counters.add(ValidationCounts.VERDICTS_HELD, 1);
        held.put(miner);
      }
      now = now.with(notice);
      OpenEpoch epoch = now.find(notice.epoch()).orElseThrow();
      if (epoch.isComplete()) {
        now = end(now, epoch, out);
      }
    }
    progress.update(now);
  }

  private EpochProgress end(EpochProgress now, OpenEpoch epoch, Collector<KafkaMessage> out)
      throws Exception {
    if (epoch.held() > 0) {
      counters.add(ValidationCounts.VERDICTS_HELD, -epoch.held());
      held.compare(epoch.epoch(), verdict -> publish(verdict, out));
    }
    return now.without(epoch);
  }

  private void publish(Verdict verdict, Collector<KafkaMessage> out) {
    counters.add(
        switch (verdict.outcome()) {
          case PASS -> ValidationCounts.PASS;
          case FAIL -> ValidationCounts.FAIL;
          case NO_EVIDENCE -> ValidationCounts.NO_EVIDENCE;
        },
        1);
    byte[] key = verdict.subject().hotkey().address().getBytes(StandardCharsets.US_ASCII);
    byte[] value = SignedVerdict.sign(verdict, validator).encode();
    out.collect(new KafkaMessage(key, value, null));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }
}
