package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.StagingOptions;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes {@link StageFilesOperator}s on the machines where they run. */
public final class StageFilesOperatorFactory extends AbstractStreamOperatorFactory<StagedFile>
    implements OneInputStreamOperatorFactory<MinerRow, StagedFile> {

  private static final long serialVersionUID = 1L;

  private final RollPolicy policy;
  private final StagingOptions options;
  private final StagingPipelineFactory pipelines;
  private final RestoreCheck restoreCheck;
  private final long maxBytesPerBuffer;
  private final BlockedLog.Factory blockedLog;

  /**
   * @param maxBytesPerBuffer rows of sealed generations of a buffer whose files fail, from which it
   *     is blocked
   * @param blockedLog where that is published, or null if it is not
   */
  public StageFilesOperatorFactory(
      RollPolicy policy,
      StagingOptions options,
      StagingPipelineFactory pipelines,
      RestoreCheck restoreCheck,
      long maxBytesPerBuffer,
      BlockedLog.Factory blockedLog) {
    this.policy = policy;
    this.options = options;
    this.pipelines = pipelines;
    this.restoreCheck = restoreCheck;
    this.maxBytesPerBuffer = maxBytesPerBuffer;
    this.blockedLog = blockedLog;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T extends StreamOperator<StagedFile>> T createStreamOperator(
      StreamOperatorParameters<StagedFile> parameters) {
    return (T)
        new StageFilesOperator(
            parameters, policy, options, pipelines, restoreCheck, maxBytesPerBuffer, blockedLog);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return StageFilesOperator.class;
  }
}
