package io.tributary.connectors.pause;

import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/** Tells a reader whether it may go on. Asked by the reader's thread, moved by any. */
public interface Gate extends AutoCloseable {

  /** Makes the gate on the machine where it is used. */
  @FunctionalInterface
  interface Factory extends Serializable {
    Gate open();
  }

  /** Done while the gate is open; otherwise done as soon as it is. */
  CompletableFuture<Void> opened();

  @Override
  void close();
}
