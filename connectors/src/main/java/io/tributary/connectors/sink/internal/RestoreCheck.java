package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.StaleRestoreException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a job start only where no file is further than its state, and none of its state's files is
 * withdrawn.
 *
 * <p>Files of a checkpoint become visible after it is complete, and Flink recovers from the newest
 * complete one, so that a recovery always passes. Only a start from an older one, or from nothing,
 * does not, nor a recovery from before a savepoint that stopped the job and committed. Immutable.
 */
public final class RestoreCheck implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RestoreCheck.class);

  /** The clocks of two machines may differ so much, with room to spare. */
  static final Duration CLOCKS = Duration.ofDays(1);

  private final SinkServices services;
  private final String lineage;

  /**
   * @param services opens the log that is asked
   * @param lineage the job's line of checkpoints
   */
  public RestoreCheck(SinkServices services, String lineage) {
    this.services = services;
    this.lineage = lineage;
  }

  /**
   * Passes, or fails.
   *
   * @param restored what the job goes on from
   * @param takenAtMillis when that was taken; empty if that is not known
   * @throws StaleRestoreException if files of a later checkpoint are in the lake or parked, or
   *     files of an earlier one are withdrawn
   * @throws IOException if that cannot be found out
   */
  void require(LinePosition restored, OptionalLong takenAtMillis) throws IOException {
    Optional<LineageLog> opened = services.openLineage();
    if (opened.isEmpty()) {
      return;
    }
    // No file of a later checkpoint is published before this one was taken, nor one withdrawn.
    Instant since =
        takenAtMillis.isPresent()
            ? Instant.ofEpochMilli(takenAtMillis.getAsLong()).minus(CLOCKS)
            : Instant.EPOCH;
    LaterFiles later = new LaterFiles(lineage, restored);
    try (LineageLog log = opened.get()) {
      log.read(since, later);
    }
    if (later.lost().isPresent()) {
      throw StaleRestoreException.abandoned(lineage, restored, later.lost().get());
    }
    if (later.newest().isPresent()) {
      throw StaleRestoreException.behind(lineage, restored, later.newest().get());
    }
    LOG.info("No file of {} is from after {}, where the job starts", lineage, restored);
  }
}
