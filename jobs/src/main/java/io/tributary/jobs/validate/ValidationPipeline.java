package io.tributary.jobs.validate;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.beacon.BeaconBlock;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.jobs.validate.table.VerdictTable;
import java.net.URI;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;

/**
 * The graph of the validation job.
 *
 * <pre>
 * committed-files ──▶ read-committed ──┐
 * revocations ──▶ read-revocations ────┴──keyBy hotkey──▶ validate-miners ──▶ freezes
 * beacon ──broadcast──────────────────────────────────────────▲   │
 *                                     verdicts ◀── compare-miners ◀──one key
 * </pre>
 *
 * <p>Only the graph is here: sources, sinks and services are handed in.
 */
public final class ValidationPipeline {

  /** The operators' ids in checkpoints: never to be changed. */
  public static final String READ_COMMITTED_UID = "read-committed";

  public static final String READ_REVOCATIONS_UID = "read-revocations";
  public static final String VALIDATE_UID = "validate-miners";
  public static final String COMPARE_UID = "compare-miners";
  public static final String FREEZES_UID = "freezes";
  public static final String VERDICTS_UID = "verdicts";

  private static final String ALL_MINERS = "all";

  private ValidationPipeline() {}

  /**
   * What the pipeline reads.
   *
   * @param committed messages on committed files; those of a key in their order
   * @param revocations signed revocations; empty if none are read
   * @param beacon final blocks, in order and without gaps
   */
  public record Inputs(
      DataStream<IncomingBatch> committed,
      Optional<DataStream<IncomingBatch>> revocations,
      DataStream<BeaconBlock> beacon) {}

  /**
   * What the pipeline writes to.
   *
   * @param freezes takes signed freezes, exactly once
   * @param verdicts takes signed verdicts, exactly once
   * @param table folder of the table of verdicts; empty if there is none
   */
  public record Outputs(
      Sink<KafkaMessage> freezes, Sink<KafkaMessage> verdicts, Optional<URI> table) {}

  /** Adds the pipeline to its inputs. */
  public static void attach(
      Inputs inputs, ValidationSettings settings, ValidationServices services, Outputs outputs) {
    CodecTypeInfo<MinerNotice> type = CodecTypeInfo.of(new MinerNoticeCodec());
    DataStream<MinerNotice> files =
        inputs
            .committed()
            .process(new ReadCommittedFunction(), type)
            // One task, as the topic has one partition: the order of a key's messages decides.
            .setParallelism(1)
            .name("Read committed files")
            .uid(READ_COMMITTED_UID);
    DataStream<MinerNotice> notices =
        inputs
            .revocations()
            .map(
                revocations ->
                    files.union(
                        revocations
                            .process(
                                new ReadRevocationsFunction(settings.audience(), settings.netuid()),
                                type)
                            .setParallelism(1)
                            .name("Read revocations")
                            .uid(READ_REVOCATIONS_UID)))
            .orElse(files);
    SingleOutputStreamOperator<EpochNotice> judged =
        validate(
            notices.keyBy(notice -> notice.hotkey().address(), Types.STRING),
            inputs.beacon().broadcast(),
            new ValidateMinersOperatorFactory(settings, services));
    judged
        .getSideOutput(ValidateMinersOperator.FREEZES)
        .sinkTo(outputs.freezes())
        .name("Freezes")
        .uid(FREEZES_UID);
    SingleOutputStreamOperator<KafkaMessage> verdicts =
        judged
            .keyBy(notice -> ALL_MINERS, Types.STRING)
            .process(new CompareMinersFunction(services), CodecTypeInfo.of(new KafkaMessageCodec()))
            // One task, as all miners of an epoch are under one key.
            .setParallelism(1)
            .name("Compare miners")
            .uid(COMPARE_UID);
    verdicts.sinkTo(outputs.verdicts()).setParallelism(1).name("Verdicts").uid(VERDICTS_UID);
    outputs.table().ifPresent(folder -> VerdictTable.attach(verdicts, folder));
  }

  /** Connects by hand, since only one of both inputs has a key. */
  private static SingleOutputStreamOperator<EpochNotice> validate(
      KeyedStream<MinerNotice, String> notices,
      DataStream<BeaconBlock> beacon,
      ValidateMinersOperatorFactory factory) {
    StreamExecutionEnvironment env = notices.getExecutionEnvironment();
    TwoInputTransformation<MinerNotice, BeaconBlock, EpochNotice> transformation =
        new TwoInputTransformation<>(
            notices.getTransformation(),
            beacon.getTransformation(),
            "Validate miners",
            factory,
            CodecTypeInfo.of(new EpochNoticeCodec()),
            env.getParallelism(),
            false);
    transformation.setStateKeySelectors(notices.getKeySelector(), null);
    transformation.setStateKeyType(Types.STRING);
    transformation.setUid(VALIDATE_UID);
    env.addOperator(transformation);
    return new Connected(env, transformation);
  }

  /** The stream of a transformation that was made by hand. */
  private static final class Connected extends SingleOutputStreamOperator<EpochNotice> {
    private Connected(
        StreamExecutionEnvironment env,
        TwoInputTransformation<MinerNotice, BeaconBlock, EpochNotice> transformation) {
      super(env, transformation);
    }
  }
}
