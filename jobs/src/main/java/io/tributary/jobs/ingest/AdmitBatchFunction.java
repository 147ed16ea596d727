package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.hotkey.batch.BatchReader;
import io.tributary.hotkey.batch.BatchRefusedException;
import io.tributary.hotkey.batch.ReplayDecision;
import io.tributary.hotkey.batch.ReplayWindow;
import io.tributary.hotkey.batch.VerifiedBatch;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.MinerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decides whether a batch is admitted, and unpacks it.
 *
 * <p>Keyed by the hotkey that the message's key claims; state is made only once the signature
 * proved the claim and the hotkey is registered. A refused batch goes whole to the side output. A
 * resend of a batch that was admitted is passed over: its records were counted then.
 */
final class AdmitBatchFunction extends KeyedProcessFunction<String, IncomingBatch, CandidateRecord>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final BatchReaderFactory readers;
  private final OutputTag<KafkaMessage> rejected;
  private final Duration timeToLive;
  private final ClockGuard clock;

  private transient CheckpointedCounters counters;
  private transient BatchReader reader;
  private transient ValueState<byte[]> windows;

  /**
   * @param readers makes the reader where the function runs
   * @param rules how long windows are kept, and how far clocks may be off
   * @param rejected takes refused batches
   */
  AdmitBatchFunction(
      BatchReaderFactory readers, IngestRules rules, OutputTag<KafkaMessage> rejected) {
    this.readers = readers;
    this.rejected = rejected;
    this.timeToLive = rules.windowTimeToLive();
    this.clock = new ClockGuard(rules.clockTolerance());
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters =
        new CheckpointedCounters(
            IngestCounts.BATCHES,
            IngestCounts.RECEIVED,
            IngestCounts.REFUSED_BATCHES,
            IngestCounts.RESENT_BATCHES);
    counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void open(OpenContext context) throws Exception {
    reader = readers.open();
    ValueStateDescriptor<byte[]> descriptor =
        new ValueStateDescriptor<>(
            "replay-window", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(timeToLive).cleanupInRocksdbCompactFilter(10_000).build());
    windows = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }

  @Override
  public void processElement(IncomingBatch batch, Context context, Collector<CandidateRecord> out)
      throws Exception {
    clock.requireNotBehind(
        batch.appendTimeMillis(), context.timerService().currentProcessingTime());
    counters.add(IngestCounts.BATCHES, 1);
    try {
      admit(batch, out);
    } catch (BatchRefusedException e) {
      refuse(batch, e.reason(), e.getMessage(), context);
    }
  }

  private void admit(IncomingBatch batch, Collector<CandidateRecord> out) throws Exception {
    Instant appendTime = Instant.ofEpochMilli(batch.appendTimeMillis());
    VerifiedBatch verified = reader.verify(batch.key(), batch.value(), appendTime);
    byte[] stored = windows.value();
    ReplayWindow window = stored == null ? ReplayWindow.empty() : ReplayWindow.fromBytes(stored);
    ReplayDecision decision = window.decide(verified, appendTime);
    if (decision == ReplayDecision.RESEND) {
      counters.add(IngestCounts.RESENT_BATCHES, 1);
      return;
    }
    if (decision.refusal().isPresent()) {
      throw new BatchRefusedException(
          decision.refusal().get(),
          "stream " + verified.stream() + ", counter " + verified.counter());
    }
    List<MinerRecord> records = reader.records(verified);
    windows.update(window.record(verified, appendTime).toBytes());
    counters.add(IngestCounts.RECEIVED, records.size());
    for (int i = 0; i < records.size(); i++) {
      out.collect(
          new CandidateRecord(verified.hotkey(), records.get(i), RecordPosition.of(batch, i)));
    }
  }

  private void refuse(IncomingBatch batch, Reason reason, String detail, Context context) {
    counters.add(IngestCounts.REFUSED_BATCHES, 1);
    context.output(rejected, RejectionMessages.ofBatch(batch, reason, detail));
  }
}
