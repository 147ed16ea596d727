package io.tributary.connectors.sink;

import java.io.IOException;

/**
 * A job was to go on from a checkpoint that its own files have left behind, so that their rows
 * would be written again, or whose own files have been withdrawn, so that theirs would be lost.
 * Nothing was written. Trying again cannot help; starting it from the newest checkpoint does.
 */
public final class StaleRestoreException extends IOException {

  /** The reason's code, with which the message begins: never to be changed. */
  public static final String CODE = "STALE_RESTORE";

  private static final long serialVersionUID = 1L;

  private StaleRestoreException(String message) {
    super(CODE + ": the job would start from " + message);
  }

  /**
   * Files are further than the state.
   *
   * @param lineage the line of checkpoints
   * @param restored what the job was to go on from
   * @param newest the newest place after it whose files are in the lake or parked
   */
  public static StaleRestoreException behind(
      String lineage, LinePosition restored, LinePosition newest) {
    boolean sameStart = restored.equals(LinePosition.START) || newest.epoch() == restored.epoch();
    return new StaleRestoreException(
        told(restored)
            + ", but files of checkpoint "
            + newest.checkpointId()
            + " of "
            + lineage
            + (sameStart ? "" : ", of a later start of the job,")
            + " are in the lake or parked, and their rows would be written twice; start it from"
            + " the newest checkpoint or savepoint (flink run -s), whose number is "
            + newest.checkpointId()
            + " or higher; or have what is later withdrawn first, by --rewind "
            + new RewindRange(restored, newest));
  }

  /**
   * The state's own files are not there any more.
   *
   * @param lineage the line of checkpoints
   * @param restored what the job was to go on from
   * @param withdrawn where a file was carried that was withdrawn
   */
  public static StaleRestoreException abandoned(
      String lineage, LinePosition restored, LinePosition withdrawn) {
    return new StaleRestoreException(
        told(restored)
            + ", but a file of checkpoint "
            + withdrawn.checkpointId()
            + " of "
            + lineage
            + " was withdrawn when the job was rewound to an earlier one, and its rows would be"
            + " lost; start it from the newest checkpoint or savepoint of the start after that, or"
            + " from the one it was rewound to");
  }

  private static String told(LinePosition restored) {
    return restored.equals(LinePosition.START)
        ? "nothing"
        : "checkpoint " + restored.checkpointId();
  }
}
