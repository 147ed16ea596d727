package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;

/**
 * Where it is published which buffers are blocked, for those who admit batches. Publishing the same
 * again is harmless: the last word on a buffer counts. Belongs to one thread.
 */
public interface BlockedLog extends AutoCloseable {

  /** Opens the log on the machine where it is used. */
  @FunctionalInterface
  interface Factory extends Serializable {
    BlockedLog open() throws IOException;
  }

  /**
   * Takes in what has been published since the last call, and answers all buffers that are
   * published as blocked now, whoever did it.
   */
  Set<BufferKey> poll() throws IOException;

  /** Publishes that a buffer is blocked; returns when that is durable. */
  void block(BufferKey buffer, BlockedBuffer why) throws IOException, InterruptedException;

  /** Publishes that a buffer is not blocked any more; returns when that is durable. */
  void unblock(BufferKey buffer) throws IOException, InterruptedException;

  /** Publishes that nobody's files can be staged now; returns when that is durable. */
  void outage() throws IOException, InterruptedException;

  @Override
  void close();
}
