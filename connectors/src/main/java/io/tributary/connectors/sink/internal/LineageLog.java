package io.tributary.connectors.sink.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/** Reads how far the files of a line of checkpoints have come. Belongs to one thread. */
public interface LineageLog extends AutoCloseable {

  /**
   * A checkpoint after the given one whose files are in the lake or parked, or empty if there is
   * none. Of several it is the newest, but after 0 any of them will do.
   *
   * @param lineage the line of checkpoints; files of others do not count
   * @param checkpoint 0 asks for any file at all
   * @param since what was published before this time is not looked at, where the log can tell
   * @throws IOException if the log cannot be read, or holds what this release cannot read
   */
  OptionalLong newestAfter(String lineage, long checkpoint, Instant since) throws IOException;

  @Override
  void close();
}
