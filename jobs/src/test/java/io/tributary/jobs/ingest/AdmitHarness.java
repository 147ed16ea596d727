package io.tributary.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageCodec;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.access.Revocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The function that admits batches, in Flink's harness, keyed as the pipeline keys it. */
final class AdmitHarness implements AutoCloseable {

  static final int MAX_PARALLELISM = 128;

  private static final OutputTag<KafkaMessage> REJECTED =
      new OutputTag<>("rejected", CodecTypeInfo.of(new KafkaMessageCodec()));

  private final KeyedTwoInputStreamOperatorTestHarness<
          String, IncomingBatch, AdmissionNotice, CandidateRecord>
      harness;

  private AdmitHarness(
      KeyedTwoInputStreamOperatorTestHarness<
              String, IncomingBatch, AdmissionNotice, CandidateRecord>
          harness) {
    this.harness = harness;
  }

  /** Opened at {@link Miners#NOW}, from a snapshot if there is one. */
  static AdmitHarness open(BatchReaderFactory readers, OperatorSubtaskState snapshot)
      throws Exception {
    return open(readers, Miners.RULES, snapshot);
  }

  /** Likewise, under these rules. */
  static AdmitHarness open(
      BatchReaderFactory readers, IngestRules rules, OperatorSubtaskState snapshot)
      throws Exception {
    return open(new AdmitBatchFunction(readers, rules, true, REJECTED), snapshot);
  }

  /** Likewise, and whoever is blocked is admitted. */
  static AdmitHarness openWithoutBlocks(OperatorSubtaskState snapshot) throws Exception {
    return open(new AdmitBatchFunction(Miners.READERS, Miners.RULES, false, REJECTED), snapshot);
  }

  /** One of several subtasks, from its share of their state if there is one. */
  static AdmitHarness subtask(
      IngestRules rules, int subtask, int parallelism, OperatorSubtaskState share)
      throws Exception {
    return open(
        new AdmitBatchFunction(Miners.READERS, rules, true, REJECTED),
        MAX_PARALLELISM,
        subtask,
        parallelism,
        share);
  }

  private static AdmitHarness open(AdmitBatchFunction function, OperatorSubtaskState snapshot)
      throws Exception {
    // As it was when the state of older releases was taken that tests restore.
    return open(function, 1, 0, 1, snapshot);
  }

  private static AdmitHarness open(
      AdmitBatchFunction function,
      int maxParallelism,
      int subtask,
      int parallelism,
      OperatorSubtaskState snapshot)
      throws Exception {
    AdmitHarness admit =
        new AdmitHarness(
            new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    function, List.of(AdmitBatchFunction.REVOCATIONS, AdmitBatchFunction.BLOCKS)),
                RejectionMessages::claimedHotkey,
                null,
                Types.STRING,
                maxParallelism,
                parallelism,
                subtask));
    admit.harness.setup(
        CodecTypeInfo.of(new CandidateRecordCodec())
            .createSerializer(admit.harness.getExecutionConfig().getSerializerConfig()));
    if (snapshot != null) {
      admit.harness.initializeState(snapshot);
    }
    admit.harness.open();
    admit.setTime(Miners.NOW);
    return admit;
  }

  void setTime(Instant now) throws Exception {
    harness.setProcessingTime(now.toEpochMilli());
    harness.setStateTtlProcessingTime(now.toEpochMilli());
  }

  void process(IncomingBatch batch) throws Exception {
    harness.processElement1(batch, 0);
  }

  /** A revocation that was appended then. */
  void revoke(Revocation revocation, Instant appendTime) throws Exception {
    harness.processElement2(new EffectiveRevocation(revocation, appendTime.toEpochMilli()), 0);
  }

  /** The sink's word on a buffer, published then. */
  void block(BufferKey buffer, boolean blocked, Instant at) throws Exception {
    harness.processElement2(new BlockNotice(buffer, blocked, at.toEpochMilli()), 0);
  }

  List<CandidateRecord> records() {
    return harness.extractOutputValues();
  }

  List<KafkaMessage> rejections() {
    var side = harness.getSideOutput(REJECTED);
    return side == null ? List.of() : side.stream().map(r -> r.getValue()).toList();
  }

  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  Map<String, Long> counts() throws Exception {
    return Counts.of(harness);
  }

  void assertCounts(long batches, long received, long refused, long resent) throws Exception {
    assertThat(counts())
        .isEqualTo(
            Map.of(
                IngestCounts.BATCHES, batches,
                IngestCounts.RECEIVED, received,
                IngestCounts.REFUSED_BATCHES, refused,
                IngestCounts.RESENT_BATCHES, resent));
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
