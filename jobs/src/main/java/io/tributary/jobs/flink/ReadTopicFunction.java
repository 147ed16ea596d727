package io.tributary.jobs.flink;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what stands on a topic. Whatever else stands there is counted, told of in the log by its
 * position, and ignored.
 *
 * @param <T> what is read
 */
public abstract class ReadTopicFunction<T> extends ProcessFunction<IncomingBatch, T>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final String valid;
  private final String invalid;
  private transient CheckpointedCounters counters;

  /**
   * @param valid counts what is handed on
   * @param invalid counts what is ignored
   */
  protected ReadTopicFunction(String valid, String invalid) {
    this.valid = valid;
    this.invalid = invalid;
  }

  /**
   * Reads a message.
   *
   * @param value never null
   * @throws MalformedBytesException if it is none for this job
   * @throws InvalidSignatureException if nobody vouches for it
   */
  protected abstract T read(byte[] value, IncomingBatch message)
      throws MalformedBytesException, InvalidSignatureException;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(valid, invalid);
    counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void processElement(IncomingBatch message, Context context, Collector<T> out) {
    T read;
    try {
      if (message.value() == null) {
        throw new MalformedBytesException("no value");
      }
      read = read(message.value(), message);
    } catch (MalformedBytesException | InvalidSignatureException e) {
      counters.add(invalid, 1);
      log()
          .warn(
              "ignoring what stands at {}-{} offset {}: {}",
              message.topic(),
              message.partition(),
              message.offset(),
              e.getMessage());
      return;
    }
    counters.add(valid, 1);
    out.collect(read);
  }

  private Logger log() {
    return LoggerFactory.getLogger(getClass());
  }
}
