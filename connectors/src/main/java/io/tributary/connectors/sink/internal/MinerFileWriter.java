package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.Queue;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/** Turns the descriptors that arrive before a barrier into that checkpoint's committables. */
final class MinerFileWriter implements CommittingSinkWriter<StagedFile, StagedFile> {

  private Queue<StagedFile> files = new ArrayDeque<>();

  @Override
  public void write(StagedFile file, Context context) {
    files.add(file);
  }

  @Override
  public void flush(boolean endOfInput) {
    // Files are staged before they get here: nothing is in flight.
  }

  @Override
  public Collection<StagedFile> prepareCommit() {
    Queue<StagedFile> committables = files;
    files = new ArrayDeque<>();
    return new Draining(committables);
  }

  @Override
  public void close() {
    // Staged uploads stay: checkpoints refer to them.
  }

  /** Forgets each file as it is handed over: at the end of input there is one a miner at once. */
  private static final class Draining extends AbstractCollection<StagedFile> {
    private final Queue<StagedFile> files;

    Draining(Queue<StagedFile> files) {
      this.files = files;
    }

    @Override
    public Iterator<StagedFile> iterator() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return !files.isEmpty();
        }

        @Override
        public StagedFile next() {
          return files.remove();
        }
      };
    }

    @Override
    public int size() {
      return files.size();
    }
  }
}
