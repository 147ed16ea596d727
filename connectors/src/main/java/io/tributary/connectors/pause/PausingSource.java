package io.tributary.connectors.pause;

import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source whose readers stop while a gate is closed. Barriers go on, so that checkpoints complete
 * meanwhile. Its state is that of the source within, and either restores the other's.
 *
 * @param <T> what is read
 * @param <S> splits
 * @param <E> state of the enumerator
 */
public final class PausingSource<T, S extends SourceSplit, E> implements Source<T, S, E> {

  private static final long serialVersionUID = 1L;

  private final Source<T, S, E> source;
  private final Gate.Factory gates;

  /**
   * @param source read while the gate is open
   * @param gates makes one gate a reader
   */
  public PausingSource(Source<T, S, E> source, Gate.Factory gates) {
    this.source = source;
    this.gates = gates;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
    SourceReader<T, S> reader = source.createReader(context);
    Gate gate = gates.open();
    context.metricGroup().gauge("sourcePaused", () -> gate.opened().isDone() ? 0 : 1);
    return new PausingReader<>(reader, gate);
  }

  @Override
  public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
      throws Exception {
    return source.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state)
      throws Exception {
    return source.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<S> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }
}
