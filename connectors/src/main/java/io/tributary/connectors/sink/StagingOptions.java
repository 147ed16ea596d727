package io.tributary.connectors.sink;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a subtask of the staging operator uses its machine. Immutable.
 *
 * @param blockBytes size from which a block of rows goes into state
 * @param heapBudgetBytes heap for all open blocks of the subtask
 * @param maxInFlight files that are uploaded at the same time; each has one spool file
 * @param retryDelay how long a generation whose file could not be staged waits, before jitter
 * @param spoolDirectory where spool files are made, or null for the machine's temporary directory
 * @param lineage names the line of checkpoints of this deployment
 * @param epoch names this start of the job by its time in milliseconds, later than all before; 0
 *     goes on as the start that wrote the state
 */
public record StagingOptions(
    int blockBytes,
    long heapBudgetBytes,
    int maxInFlight,
    Duration retryDelay,
    String spoolDirectory,
    String lineage,
    long epoch)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public StagingOptions {
    if (blockBytes < 1024 || heapBudgetBytes < blockBytes || maxInFlight < 1) {
      throw new IllegalArgumentException(
          "blocks need at least 1 KiB, the heap budget at least one block, and one upload at least");
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("no start of a job: " + epoch);
    }
  }

  /** Options of a start that is not told apart from the one before. */
  public StagingOptions(
      int blockBytes,
      long heapBudgetBytes,
      int maxInFlight,
      Duration retryDelay,
      String spoolDirectory,
      String lineage) {
    this(blockBytes, heapBudgetBytes, maxInFlight, retryDelay, spoolDirectory, lineage, 0);
  }

  /** The same for a start of the job. */
  public StagingOptions withEpoch(long newEpoch) {
    return new StagingOptions(
        blockBytes, heapBudgetBytes, maxInFlight, retryDelay, spoolDirectory, lineage, newEpoch);
  }

  /** The directory under which each subtask makes its own. */
  public Path spoolPath() {
    return Path.of(spoolDirectory == null ? System.getProperty("java.io.tmpdir") : spoolDirectory);
  }
}
