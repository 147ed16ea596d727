package io.tributary.local.feed;

import java.util.concurrent.CompletableFuture;

/** Where signed batches go. Used by one thread at a time. */
public interface BatchOutput extends AutoCloseable {

  /**
   * Sends a message in the order of calls, retrying what can be retried.
   *
   * @param key the message's key
   * @param message the message, at most as long as a batch may be
   * @return done once the message is stored for good; failed with a {@link FeedException} if it
   *     could not be told that it is, with {@link MessageTooLargeException} if it never will be
   */
  CompletableFuture<Void> send(byte[] key, byte[] message);

  /** Waits for what is on its way, for a bounded time, and releases all resources. */
  @Override
  void close();
}
