package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.schemas.Reason;
import io.tributary.schemas.rules.CheckedRecord;
import io.tributary.schemas.rules.RecordRules;
import io.tributary.schemas.rules.RuleOptions;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Checks each record against {@link RecordRules} and turns it into a row; what breaks a rule goes
 * to the side output with the first reason.
 */
final class CheckRecordFunction extends ProcessFunction<CandidateRecord, CheckedRow>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final RuleOptions options;
  private final Duration maxLag;
  private final OutputTag<KafkaMessage> rejected;

  private transient CheckpointedCounters counters;
  private transient RecordRules recordRules;

  /**
   * @param rules what is demanded of records, and how long after its append one may be taken
   * @param rejected takes refused records
   */
  CheckRecordFunction(IngestRules rules, OutputTag<KafkaMessage> rejected) {
    this.options = rules.records();
    this.maxLag = rules.maxLag();
    this.rejected = rejected;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(IngestCounts.REJECTED);
    counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    recordRules = new RecordRules(options);
  }

  @Override
  public void processElement(
      CandidateRecord candidate, Context context, Collector<CheckedRow> out) {
    Instant appendTime = Instant.ofEpochMilli(candidate.position().appendTimeMillis());
    long lag =
        context.timerService().currentProcessingTime() - candidate.position().appendTimeMillis();
    if (lag > maxLag.toMillis()) {
      refuse(
          candidate,
          Reason.TOO_LATE,
          "reached " + Duration.ofMillis(lag) + " after its append, later than " + maxLag,
          context);
      return;
    }
    CheckedRecord outcome = recordRules.check(candidate.record(), appendTime);
    if (outcome instanceof CheckedRecord.Accepted accepted) {
      out.collect(
          new CheckedRow(
              accepted.itemKey(),
              new MinerRow(accepted.source(), candidate.hotkey(), accepted.row()),
              candidate.position()));
    } else if (outcome instanceof CheckedRecord.Rejected refusal) {
      refuse(candidate, refusal.reason(), refusal.detail(), context);
    }
  }

  private void refuse(CandidateRecord candidate, Reason reason, String detail, Context context) {
    counters.add(IngestCounts.REJECTED, 1);
    context.output(rejected, RejectionMessages.ofRecord(candidate, reason, detail));
  }
}
