package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.SinkServices;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A log that answers with the newest checkpoint it is told, and keeps what it was asked. */
final class FakeLineage implements LineageLog {

  /** What was asked. */
  record Question(String lineage, long checkpoint, Instant since) {}

  final List<Question> asked = new ArrayList<>();

  /** The newest checkpoint whose files are in the lake; 0 if there are none. */
  long newest;

  /** Thrown at the next question, if there is one. */
  IOException failure;

  int closed;

  @Override
  public OptionalLong newestAfter(String lineage, long checkpoint, Instant since)
      throws IOException {
    asked.add(new Question(lineage, checkpoint, since));
    if (failure != null) {
      throw failure;
    }
    return newest > checkpoint ? OptionalLong.of(newest) : OptionalLong.empty();
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
