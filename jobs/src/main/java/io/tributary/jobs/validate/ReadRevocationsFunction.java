package io.tributary.jobs.validate;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.metrics.CheckpointedCounters;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
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
 * Hands on the revocations of this deployment that their hotkey signed, with the digests by which
 * freezes name them. Whatever else stands on the topic is counted, told of in the log by its
 * position, and ignored.
 */
final class ReadRevocationsFunction extends ProcessFunction<IncomingBatch, MinerNotice>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReadRevocationsFunction.class);

  private final String audience;
  private final int netuid;

  private transient CheckpointedCounters counters;

  ReadRevocationsFunction(String audience, int netuid) {
    this.audience = audience;
    this.netuid = netuid;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters =
        new CheckpointedCounters(
            ValidationCounts.REVOCATIONS, ValidationCounts.INVALID_REVOCATIONS);
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
      SignedRevocation signed = SignedRevocation.decode(message.value());
      // Before the signature, which costs more: a topic may serve several deployments.
      Revocation claimed = Revocation.decode(signed.body().bytes());
      if (!claimed.audience().equals(audience) || claimed.netuid() != netuid) {
        throw new MalformedBytesException("a revocation for another deployment or subnet");
      }
      Revocation revocation = signed.verify();
      counters.add(ValidationCounts.REVOCATIONS, 1);
      out.collect(new RevocationNotice(signed.digest(), revocation, message.appendTimeMillis()));
    } catch (MalformedBytesException | InvalidSignatureException e) {
      counters.add(ValidationCounts.INVALID_REVOCATIONS, 1);
      LOG.warn(
          "ignoring what stands at {}-{} offset {}: {}",
          message.topic(),
          message.partition(),
          message.offset(),
          e.getMessage());
    }
  }
}
