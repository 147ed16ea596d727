package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.SinkServices;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log that shows one file, and keeps from when on it was asked. */
final class FakeLineage implements LineageLog {

  final List<Instant> asked = new ArrayList<>();

  /** The newest checkpoint whose files are in the lake; 0 if there are none. */
  long newest;

  /** The start of the job that it belongs to. */
  long epoch;

  /** For which start it was withdrawn; 0 if it is in the lake. */
  long withdrawnBy;

  /** Thrown at the next question, if there is one. */
  IOException failure;

  int closed;

  @Override
  public void read(Instant since, LineReader reader) throws IOException {
    asked.add(since);
    if (failure != null) {
      throw failure;
    }
    if (newest > 0) {
      reader.committed(
          FakeLake.file(1, 0)
              .withCheckpoint("line", new LinePosition(epoch, newest))
              .committed()
              .withdrawn(withdrawnBy));
    }
  }

  @Override
  public void close() {
    closed++;
  }

  /** Services that hold this log and nothing else. */
  SinkServices services() {
    return new SinkServices() {
      private static final long serialVersionUID = 1L;

      @Override
      public FileStager openStager() {
        throw new UnsupportedOperationException("nothing is staged here");
      }

      @Override
      public CommitServices openCommit() {
        throw new UnsupportedOperationException("nothing is committed here");
      }

      @Override
      public Optional<LineageLog> openLineage() {
        return Optional.of(FakeLineage.this);
      }
    };
  }
}
