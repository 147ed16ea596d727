package io.tributary.connectors.sink;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * A job was to go on from a checkpoint that its own files have left behind: their rows would be
 * written again. Nothing was written. Trying again cannot help; starting it from the newest
 * checkpoint does.
 */
public final class StaleRestoreException extends IOException {

  /** The reason's code, with which the message begins: never to be changed. */
  public static final String CODE = "STALE_RESTORE";

  private static final long serialVersionUID = 1L;

  /**
   * @param lineage the line of checkpoints
   * @param restored the checkpoint that the job was to go on from; empty if from nothing
   * @param later a checkpoint after it whose files are in the lake or parked
   */
  public StaleRestoreException(String lineage, OptionalLong restored, long later) {
    super(
        CODE
            + ": the job would start from "
            + (restored.isPresent() ? "checkpoint " + restored.getAsLong() : "nothing")
            + ", but files of checkpoint "
            + later
            + " of "
            + lineage
            + " are in the lake or parked, and their rows would be written twice; start it from"
            + " the newest checkpoint or savepoint (flink run -s), whose number is "
            + later
            + " or higher");
  }
}
