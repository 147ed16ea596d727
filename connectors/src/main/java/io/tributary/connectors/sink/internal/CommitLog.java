package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.StagedFile;
import java.io.IOException;

/**
 * Where it is published how files end. Each call returns only after what it says is durable.
 * Publishing the same again is harmless: the same key gets the same bytes. Thread-safe.
 */
public interface CommitLog extends AutoCloseable {

  /** Publishes the manifest of a file that is in the lake. */
  void committed(StagedFile file) throws IOException, InterruptedException;

  /** Publishes that a file is parked, so that it can be finished later, and why. */
  void parked(StagedFile file, ParkReason reason) throws IOException, InterruptedException;

  /** Publishes that a file is not parked any more. */
  void unparked(StagedFile file) throws IOException, InterruptedException;

  @Override
  void close();
}
