package io.tributary.connectors.sink;

import io.tributary.connectors.sink.internal.BlockedLog;
import io.tributary.connectors.sink.internal.CommitServices;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.LineageLog;
import io.tributary.connectors.sink.internal.ParkedLog;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What the sink talks to, made on the machine where it is used: the store, the authentication
 * service and the log of files.
 */
public interface SinkServices extends Serializable {

  /** What a subtask of the staging operator needs. */
  FileStager openStager() throws IOException;

  /** What a subtask of the committer needs. */
  CommitServices openCommit() throws IOException;

  /** The parked files, for the one subtask that finishes them; empty where nobody does. */
  default Optional<ParkedLog> openParked() throws IOException {
    return Optional.empty();
  }

  /** Where it is published which buffers are full; empty where nobody wants to know. */
  default Optional<BlockedLog.Factory> blockedLog() {
    return Optional.empty();
  }

  /**
   * How far the files of a line of checkpoints have come, for the one subtask that checks it when
   * the job starts; empty where nobody does, and any checkpoint may be restored.
   */
  default Optional<LineageLog> openLineage() throws IOException {
    return Optional.empty();
  }
}
