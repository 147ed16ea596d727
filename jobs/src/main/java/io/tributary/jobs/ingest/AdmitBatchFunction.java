package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.hotkey.access.GrantRevocations;
import io.tributary.hotkey.access.KnownRevocations;
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
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a batch is admitted, and unpacks it.
 *
 * <p>Keyed by the hotkey that the message's key claims; state is made only once the signature
 * proved the claim and the hotkey is registered. A refused batch goes whole to the side output. A
 * resend of a batch that was admitted is passed over: its records were counted then.
 *
 * <p>Every task knows all revocations that reached it. A batch under a revoked grant is refused if
 * it was appended when the revocation stood on its topic already, or later; one appended before is
 * judged as if there were none, whenever it is read. Nothing waits for revocations: a batch that is
 * read before a revocation that was appended earlier is admitted.
 *
 * <p>What is admitted of a hotkey is counted, per day of the append time and in all. A batch that
 * would go over a quota is refused and leaves no trace: sent again on another day, it is as if it
 * had never come.
 *
 * <p>Batches of a miner of whom the sink has said that a buffer is full are refused until it says
 * otherwise; what was admitted before that has reached all tasks still goes to the sink.
 */
final class AdmitBatchFunction
    extends KeyedBroadcastProcessFunction<String, IncomingBatch, AdmissionNotice, CandidateRecord>
    implements CheckpointedFunction {

  /** What each hotkey has revoked, by its address: {@link KnownRevocations#toBytes}. */
  static final MapStateDescriptor<String, byte[]> REVOCATIONS =
      new MapStateDescriptor<>(
          "revocations", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Which buffers of each hotkey are blocked, by its address: {@link MinerBlocks#toBytes}. */
  static final MapStateDescriptor<String, byte[]> BLOCKS =
      new MapStateDescriptor<>(
          "blocks", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Revocations and blocks of more hotkeys are not kept: a subnet has some hundreds. */
  static final int MOST_HOTKEYS = 65_536;

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(AdmitBatchFunction.class);

  private final BatchReaderFactory readers;
  private final boolean blocking;
  private final OutputTag<KafkaMessage> rejected;
  private final Duration timeToLive;
  private final MinerQuota quota;
  private final Duration usageTimeToLive;
  private final ClockGuard clock;

  private transient CheckpointedCounters counters;
  private transient BatchReader reader;
  private transient ValueState<byte[]> windows;
  private transient ValueState<byte[]> usages;

  /**
   * @param readers makes the reader where the function runs
   * @param rules how long windows are kept, how far clocks may be off, and the quotas
   * @param blocking whether the sink's word on full buffers is obeyed; if not, what state holds of
   *     it counts for nothing
   * @param rejected takes refused batches
   */
  AdmitBatchFunction(
      BatchReaderFactory readers,
      IngestRules rules,
      boolean blocking,
      OutputTag<KafkaMessage> rejected) {
    this.readers = readers;
    this.blocking = blocking;
    this.rejected = rejected;
    this.timeToLive = rules.windowTimeToLive();
    this.quota = rules.quota();
    this.usageTimeToLive = rules.usageTimeToLive();
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
    // Kept for ever, as what was admitted in all is; its days are thinned by append times.
    usages =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "usage", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }

  @Override
  public void processElement(
      IncomingBatch batch, ReadOnlyContext context, Collector<CandidateRecord> out)
      throws Exception {
    clock.requireNotBehind(batch.appendTimeMillis(), context.currentProcessingTime());
    counters.add(IngestCounts.BATCHES, 1);
    try {
      admit(batch, context, out);
    } catch (BatchRefusedException e) {
      refuse(batch, e.reason(), e.getMessage(), context);
    }
  }

  @Override
  public void processBroadcastElement(
      AdmissionNotice notice, Context context, Collector<CandidateRecord> out) throws Exception {
    if (notice instanceof EffectiveRevocation revocation) {
      revoke(revocation, context.getBroadcastState(REVOCATIONS));
    } else if (notice instanceof BlockNotice block) {
      block(block, context.getBroadcastState(BLOCKS));
    }
  }

  private static void block(BlockNotice notice, BroadcastState<String, byte[]> state)
      throws Exception {
    String hotkey = notice.buffer().hotkey().address();
    byte[] stored = state.get(hotkey);
    MinerBlocks known = stored == null ? MinerBlocks.NONE : MinerBlocks.fromBytes(stored);
    MinerBlocks next = known.with(notice);
    if (next.isEmpty()) {
      state.remove(hotkey);
    } else if (stored == null && isFull(state)) {
      LOG.error("no place for a further block of {}; it has no effect", hotkey);
    } else {
      state.put(hotkey, next.toBytes());
    }
  }

  private static void revoke(EffectiveRevocation added, BroadcastState<String, byte[]> state)
      throws Exception {
    String hotkey = added.revocation().hotkey().address();
    byte[] stored = state.get(hotkey);
    KnownRevocations known =
        stored == null ? KnownRevocations.empty() : KnownRevocations.fromBytes(stored);
    Optional<KnownRevocations> next =
        stored == null && isFull(state)
            ? Optional.empty()
            : known.with(added.revocation(), Instant.ofEpochMilli(added.fromMillis()));
    if (next.isPresent()) {
      state.put(hotkey, next.get().toBytes());
    } else {
      LOG.error("no place for a further revocation of {}; it has no effect", hotkey);
    }
  }

  private static boolean isFull(BroadcastState<String, byte[]> state) throws Exception {
    int hotkeys = 0;
    for (var unused : state.immutableEntries()) {
      hotkeys++;
    }
    return hotkeys >= MOST_HOTKEYS;
  }

  private void admit(IncomingBatch batch, ReadOnlyContext context, Collector<CandidateRecord> out)
      throws Exception {
    byte[] revoked =
        context.getBroadcastState(REVOCATIONS).get(RejectionMessages.claimedHotkey(batch));
    GrantRevocations revocations =
        revoked == null ? GrantRevocations.NONE : KnownRevocations.fromBytes(revoked);
    Instant appendTime = Instant.ofEpochMilli(batch.appendTimeMillis());
    VerifiedBatch verified = reader.verify(batch.key(), batch.value(), appendTime, revocations);
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
    if (blocking) {
      requireNotBlocked(context.getBroadcastState(BLOCKS).get(verified.hotkey().address()));
    }
    // Before unpacking, which costs more; it fails unless the batch holds just what it claims.
    MinerUsage.Amount amount =
        new MinerUsage.Amount(verified.recordCount(), verified.uncompressedSizeBytes());
    MinerUsage usage = usage();
    Optional<String> exceeded = usage.exceeded(quota, amount, appendTime);
    if (exceeded.isPresent()) {
      throw new BatchRefusedException(Reason.QUOTA_EXCEEDED, exceeded.get());
    }
    List<MinerRecord> records = reader.records(verified);
    windows.update(window.record(verified, appendTime).toBytes());
    usages.update(usage.plus(amount, appendTime, usageTimeToLive).toBytes());
    counters.add(IngestCounts.RECEIVED, records.size());
    for (int i = 0; i < records.size(); i++) {
      out.collect(
          new CandidateRecord(verified.hotkey(), records.get(i), RecordPosition.of(batch, i)));
    }
  }

  private static void requireNotBlocked(byte[] blocks) throws BatchRefusedException {
    if (blocks != null) {
      throw new BatchRefusedException(
          Reason.MINER_BLOCKED,
          "since "
              + MinerBlocks.fromBytes(blocks).oldest()
              + " the buffer is full of rows whose files cannot be written; send it again later");
    }
  }

  private MinerUsage usage() throws Exception {
    byte[] stored = usages.value();
    return stored == null ? MinerUsage.NONE : MinerUsage.fromBytes(stored);
  }

  private void refuse(IncomingBatch batch, Reason reason, String detail, ReadOnlyContext context) {
    counters.add(IngestCounts.REFUSED_BATCHES, 1);
    context.output(rejected, RejectionMessages.ofBatch(batch, reason, detail));
  }
}
