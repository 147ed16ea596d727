package io.tributary.jobs.validate;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.proof.CommittedFile;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what stands on the topic of committed files. What is no such message is counted, told of
 * in the log by its position, and ignored: it names no file that anybody could miss.
 */
final class ReadCommittedFunction extends ProcessFunction<IncomingBatch, MinerNotice>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReadCommittedFunction.class);

  private transient CheckpointedCounters counters;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters =
        new CheckpointedCounters(
            ValidationCounts.FILE_MESSAGES, ValidationCounts.INVALID_FILE_MESSAGES);
    counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void processElement(IncomingBatch message, Context context, Collector<MinerNotice> out) {
    try {
      if (message.value() == null) {
        throw new MalformedBytesException("no value");
      }
      CommittedFile file = CommittedFile.decode(message.value());
      counters.add(ValidationCounts.FILE_MESSAGES, 1);
      out.collect(new FileNotice(file, message.appendTimeMillis()));
    } catch (MalformedBytesException | IllegalArgumentException e) {
      counters.add(ValidationCounts.INVALID_FILE_MESSAGES, 1);
      LOG.warn(
          "ignoring what stands at {}-{} offset {}: {}",
          message.topic(),
          message.partition(),
          message.offset(),
          e.getMessage());
    }
  }
}
