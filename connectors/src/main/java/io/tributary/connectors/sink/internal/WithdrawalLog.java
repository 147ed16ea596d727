package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import io.tributary.lake.proof.CommittedFile;
import java.io.IOException;

/**
 * Where it is published that files were withdrawn. Each call returns only after what it says is
 * durable. Publishing the same again is harmless.
 */
public interface WithdrawalLog extends AutoCloseable {

  /** Publishes that a file is not in the lake any more. */
  void withdrawn(CommittedFile file) throws IOException, InterruptedException;

  /** Publishes that a file is not parked any more. */
  void unparked(StagedFile file) throws IOException, InterruptedException;

  @Override
  void close();
}
