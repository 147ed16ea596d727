package io.tributary.connectors.sink.internal;

import java.io.IOException;
import java.time.Instant;

/** Reads which files are in the lake and parked, of all lines. Belongs to one thread. */
public interface LineageLog extends AutoCloseable {

  /**
   * Shows everything that was published before this call.
   *
   * @param since of the files in the lake, what was published before this time is left out where
   *     the log can tell
   * @param reader is shown it
   * @throws IOException if the log cannot be read, or holds what this release cannot read
   */
  void read(Instant since, LineReader reader) throws IOException;

  @Override
  void close();
}
