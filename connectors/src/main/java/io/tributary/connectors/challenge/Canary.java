package io.tributary.connectors.challenge;

/**
 * An object of the validator's own in the bucket of the lake, by which a store that cannot be read
 * at all is told from files that cannot. Thread-safe.
 */
@FunctionalInterface
public interface Canary {

  /**
   * Whether the object can be read now.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  boolean isReadable() throws InterruptedException;
}
