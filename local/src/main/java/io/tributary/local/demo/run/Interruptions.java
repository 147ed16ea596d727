package io.tributary.local.demo.run;

import java.nio.channels.ClosedByInterruptException;
import org.apache.kafka.common.errors.InterruptException;

/** Recognises an interruption in every form in which libraries hand it on. */
final class Interruptions {

  private Interruptions() {}

  /**
   * The failure itself, or the interruption behind it. Takes the mark off the thread, since it
   * would disturb whatever has yet to be closed.
   */
  static Exception unmask(Exception failure) {
    boolean interrupted = Thread.interrupted();
    for (Throwable cause = failure; cause != null && !interrupted; cause = cause.getCause()) {
      interrupted =
          cause instanceof InterruptedException
              || cause instanceof InterruptException
              || cause instanceof ClosedByInterruptException;
    }
    if (!interrupted || failure instanceof InterruptedException) {
      return failure;
    }
    InterruptedException plain = new InterruptedException("interrupted");
    plain.initCause(failure);
    return plain;
  }
}
