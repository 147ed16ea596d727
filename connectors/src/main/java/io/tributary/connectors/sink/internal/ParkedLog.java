package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.StagedFile;
import java.io.IOException;
import java.util.Collection;

/** Reads which files are parked now. Belongs to one thread. */
public interface ParkedLog extends AutoCloseable {

  /** A parked file and why it is parked. */
  record ParkedFile(StagedFile file, ParkReason reason) {}

  /**
   * Takes in what has been published since the last call, and answers all files that are parked
   * now.
   *
   * @throws IOException if the log cannot be read, or holds what this release cannot read
   */
  Collection<ParkedFile> poll() throws IOException;

  @Override
  void close();
}
