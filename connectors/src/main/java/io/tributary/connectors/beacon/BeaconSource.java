package io.tributary.connectors.beacon;

import io.tributary.connectors.types.CodecTypeInfo;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every final block of the chain once, in order, from the one that is the last when the job starts
 * without a position. After a failure it goes on where the checkpoint was; blocks that came
 * meanwhile are not left out. A block that could still be taken back is never emitted: without
 * answers, or while two nodes contradict each other, nothing is.
 *
 * <p>One reader has all; the caller sets the parallelism to 1. Gauges: {@code beaconBlock}, the
 * last number that was read, and {@code beaconFailures}, questions in a row without an answer.
 */
public final class BeaconSource
    implements Source<BeaconBlock, BeaconSplit, Optional<BeaconSplit>>,
        ResultTypeQueryable<BeaconBlock> {

  private static final long serialVersionUID = 1L;

  private final BeaconOptions options;

  /** A source of the blocks that these nodes tell. */
  public BeaconSource(BeaconOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<BeaconBlock, BeaconSplit> createReader(SourceReaderContext context) {
    return new BeaconReader(options, context);
  }

  @Override
  public SplitEnumerator<BeaconSplit, Optional<BeaconSplit>> createEnumerator(
      SplitEnumeratorContext<BeaconSplit> context) {
    return new BeaconEnumerator(context, Optional.of(new BeaconSplit(FinalBlocks.NONE)));
  }

  @Override
  public SplitEnumerator<BeaconSplit, Optional<BeaconSplit>> restoreEnumerator(
      SplitEnumeratorContext<BeaconSplit> context, Optional<BeaconSplit> unassigned) {
    return new BeaconEnumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<BeaconSplit> getSplitSerializer() {
    return new BeaconSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Optional<BeaconSplit>> getEnumeratorCheckpointSerializer() {
    return new BeaconEnumeratorSerializer();
  }

  @Override
  public TypeInformation<BeaconBlock> getProducedType() {
    return CodecTypeInfo.of(new BeaconBlockCodec());
  }
}
