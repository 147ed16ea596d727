package io.tributary.jobs.ingest;

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
 * Hands on the revocations of this deployment that their hotkey signed. Whatever else stands on the
 * topic is counted, told of in the log by its position, and ignored.
 */
final class CheckRevocationFunction extends ProcessFunction<IncomingBatch, AdmissionNotice>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CheckRevocationFunction.class);

  private final String audience;
  private final int netuid;

  private transient CheckpointedCounters counters;

  CheckRevocationFunction(String audience, int netuid) {
    this.audience = audience;
    this.netuid = netuid;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    counters = new CheckpointedCounters(IngestCounts.REVOCATIONS, IngestCounts.INVALID_REVOCATIONS);
    counters.initialize(context.getOperatorStateStore(), getRuntimeContext().getMetricGroup());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    counters.snapshot();
  }

  @Override
  public void processElement(
      IncomingBatch message, Context context, Collector<AdmissionNotice> out) {
    try {
      Revocation revocation = verified(message.value());
      counters.add(IngestCounts.REVOCATIONS, 1);
      out.collect(new EffectiveRevocation(revocation, message.appendTimeMillis()));
    } catch (MalformedBytesException | InvalidSignatureException e) {
      counters.add(IngestCounts.INVALID_REVOCATIONS, 1);
      LOG.warn(
          "ignoring what stands at {}-{} offset {}: {}",
          message.topic(),
          message.partition(),
          message.offset(),
          e.getMessage());
    }
  }

  private Revocation verified(byte[] value)
      throws MalformedBytesException, InvalidSignatureException {
    if (value == null) {
      throw new MalformedBytesException("no value");
    }
    SignedRevocation signed = SignedRevocation.decode(value);
    // Before the signature, which costs more: a topic may serve several deployments.
    Revocation claimed = Revocation.decode(signed.body().bytes());
    if (!claimed.audience().equals(audience) || claimed.netuid() != netuid) {
      throw new MalformedBytesException("a revocation for another deployment or subnet");
    }
    return signed.verify();
  }
}
