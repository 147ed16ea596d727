package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.sink.MinerFileSink;
import io.tributary.connectors.sink.MinerFileSinkOptions;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.internal.MinerRowCodec;
import io.tributary.connectors.types.CodecTypeInfo;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The graph of the ingest job.
 *
 * <pre>
 * revocations ──▶ check-revocations    blocked-miners ──▶ read-blocks
 *                     │ broadcast                             │ broadcast
 *                     ▼◀──────────────────────────────────────┘
 * batches ──keyBy hotkey──▶ admit-batches ──▶ check-records ──keyBy item──▶ deduplicate ──▶ MinerFileSink
 *                               │                  │                            │
 *                               └── refused ───────┴──▶ rejected-records        └──▶ duplicate-records
 * </pre>
 *
 * <p>Only the graph is here: sources, sinks and services are handed in. Of the records in admitted
 * batches, received = accepted + duplicate + rejected ({@link IngestCounts}).
 */
public final class IngestPipeline {

  /** The operators' ids in checkpoints: never to be changed. */
  public static final String ADMIT_UID = "admit-batches";

  public static final String CHECK_REVOCATIONS_UID = "check-revocations";
  public static final String READ_BLOCKS_UID = "read-blocks";
  public static final String CHECK_UID = "check-records";
  public static final String DEDUPLICATE_UID = "deduplicate";
  public static final String REJECTED_UID = "rejected-records";
  public static final String DUPLICATES_UID = "duplicate-records";

  private static final OutputTag<KafkaMessage> REJECTED =
      new OutputTag<>("rejected", CodecTypeInfo.of(new KafkaMessageCodec()));
  private static final OutputTag<KafkaMessage> DUPLICATES =
      new OutputTag<>("duplicates", CodecTypeInfo.of(new KafkaMessageCodec()));

  private IngestPipeline() {}

  /**
   * What the pipeline reads.
   *
   * @param batches signed batches, with the broker's append times
   * @param revocations signed revocations likewise; may be a stream of none
   * @param blocked what the sink publishes of its full buffers; empty if nobody is to be blocked
   */
  public record Inputs(
      DataStream<IncomingBatch> batches,
      DataStream<IncomingBatch> revocations,
      Optional<DataStream<IncomingBatch>> blocked) {

    /** Inputs by which nobody is blocked. */
    public Inputs(DataStream<IncomingBatch> batches, DataStream<IncomingBatch> revocations) {
      this(batches, revocations, Optional.empty());
    }
  }

  /**
   * What the pipeline writes to.
   *
   * @param rejected takes refused batches and records, exactly once
   * @param duplicates takes losing copies, exactly once
   * @param lake what the sink of the lake talks to
   */
  public record Outputs(
      Sink<KafkaMessage> rejected, Sink<KafkaMessage> duplicates, SinkServices lake) {}

  /**
   * Adds the pipeline to its inputs.
   *
   * @param audience the deployment's name, for which revocations must be
   * @param netuid the subnet, for which revocations must be
   */
  public static void attach(
      Inputs inputs,
      String audience,
      int netuid,
      IngestRules rules,
      BatchReaderFactory readers,
      MinerFileSinkOptions sink,
      Outputs outputs) {
    DataStream<AdmissionNotice> revocations =
        inputs
            .revocations()
            .process(
                new CheckRevocationFunction(audience, netuid),
                CodecTypeInfo.of(new AdmissionNoticeCodec()))
            // One task: revocations are few, and each subtask of the next step gets them all.
            .setParallelism(1)
            .name("Check revocations")
            .uid(CHECK_REVOCATIONS_UID);
    DataStream<AdmissionNotice> notices =
        inputs.blocked().map(blocked -> revocations.union(blocks(blocked))).orElse(revocations);
    BroadcastStream<AdmissionNotice> broadcast =
        notices.broadcast(AdmitBatchFunction.REVOCATIONS, AdmitBatchFunction.BLOCKS);
    SingleOutputStreamOperator<CandidateRecord> candidates =
        inputs
            .batches()
            .keyBy(RejectionMessages::claimedHotkey, Types.STRING)
            .connect(broadcast)
            .process(
                new AdmitBatchFunction(readers, rules, inputs.blocked().isPresent(), REJECTED),
                CodecTypeInfo.of(new CandidateRecordCodec()))
            .name("Admit batches")
            .uid(ADMIT_UID);
    SingleOutputStreamOperator<CheckedRow> checked =
        candidates
            .process(
                new CheckRecordFunction(rules, REJECTED), CodecTypeInfo.of(new CheckedRowCodec()))
            .name("Check records")
            .uid(CHECK_UID);
    SingleOutputStreamOperator<MinerRow> rows =
        checked
            .keyBy(CheckedRow::key, CodecTypeInfo.ofKey(new ItemKeyCodec()))
            .process(
                new DeduplicateFunction(rules, DUPLICATES), CodecTypeInfo.of(new MinerRowCodec()))
            .name("Deduplicate")
            .uid(DEDUPLICATE_UID);
    candidates
        .getSideOutput(REJECTED)
        .union(checked.getSideOutput(REJECTED))
        .sinkTo(outputs.rejected())
        .name("Rejected records")
        .uid(REJECTED_UID);
    rows.getSideOutput(DUPLICATES)
        .sinkTo(outputs.duplicates())
        .name("Duplicate records")
        .uid(DUPLICATES_UID);
    MinerFileSink.attach(rows, sink, outputs.lake());
  }

  private static DataStream<AdmissionNotice> blocks(DataStream<IncomingBatch> blocked) {
    return blocked
        .flatMap(new ReadBlocksFunction(), CodecTypeInfo.of(new AdmissionNoticeCodec()))
        // One task, so that the last word on a buffer is the last everywhere.
        .setParallelism(1)
        .name("Read blocks")
        .uid(READ_BLOCKS_UID);
  }
}
