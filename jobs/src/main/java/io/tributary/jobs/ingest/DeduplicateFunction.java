package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.avro.DuplicateRecord;
import io.tributary.schemas.avro.ItemKeyBytes;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the first row of each item, whichever miner sent it; losing copies go to the side output.
 *
 * <p>An item's owner is remembered for as long as a record of it can still pass the age check, so
 * that a forgotten key can never let a second copy in.
 */
final class DeduplicateFunction extends KeyedProcessFunction<ItemKey, CheckedRow, MinerRow>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final Duration timeToLive;
  private final Duration maxLag;
  private final ClockGuard clock;
  private final OutputTag<KafkaMessage> duplicates;

  private transient CheckpointedCounters counters;
  private transient ValueState<Hotkey> owners;

  /**
   * @param rules how long owners are remembered, and how far clocks may be off
   * @param duplicates takes losing copies
   */
  DeduplicateFunction(IngestRules rules, OutputTag<KafkaMessage> duplicates) {
    this.timeToLive = rules.keyTimeToLive();
    this.maxLag = rules.maxLag();
    this.clock = new ClockGuard(rules.clockTolerance());
    this.duplicates = duplicates;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(IngestCounts.ACCEPTED, IngestCounts.DUPLICATE);
    counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<Hotkey> descriptor =
        new ValueStateDescriptor<>("owner", CodecTypeInfo.of(new OwnerCodec()));
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(timeToLive).cleanupInRocksdbCompactFilter(100_000).build());
    owners = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(CheckedRow checked, Context context, Collector<MinerRow> out)
      throws Exception {
    long appended = checked.position().appendTimeMillis();
    long now = context.timerService().currentProcessingTime();
    clock.requireNotBehind(appended, now);
    clock.requireInTime(appended, now, maxLag);
    Hotkey owner = owners.value();
    if (owner == null) {
      owners.update(checked.row().hotkey());
      counters.add(IngestCounts.ACCEPTED, 1);
      out.collect(checked.row());
    } else {
      counters.add(IngestCounts.DUPLICATE, 1);
      context.output(duplicates, duplicate(checked, owner));
    }
  }

  private static KafkaMessage duplicate(CheckedRow checked, Hotkey owner) {
    RecordPosition position = checked.position();
    byte[] key = checked.key().toBytes();
    DuplicateRecord duplicate =
        DuplicateRecord.newBuilder()
            .setKey(new ItemKeyBytes(key))
            .setSource(checked.row().source().code())
            .setOwner(owner.address())
            .setLoser(checked.row().hotkey().address())
            .setTopic(position.topic())
            .setPartition(position.partition())
            .setOffset(position.offset())
            .setIndex(position.index())
            .setAppendTimeMillis(position.appendTimeMillis())
            .build();
    return new KafkaMessage(key, AvroBytes.encode(duplicate), null);
  }
}
