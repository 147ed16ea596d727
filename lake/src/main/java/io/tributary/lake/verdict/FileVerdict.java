package io.tributary.lake.verdict;

import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.schemas.ObjectKey;
import java.util.List;
import java.util.Objects;

/**
 * What an epoch knows of one file that it drew. Immutable.
 *
 * @param key where it lies
 * @param version which object
 * @param rows rows that its manifest states
 * @param leaves leaves that were drawn of it, ascending
 * @param rowDraws rows that were drawn of it
 * @param idScanned whether its id column was drawn to be read whole
 * @param undecidedEpochs epochs in a row without evidence, this one included, in which a canary was
 *     readable; 0 if there is evidence
 * @param bytesRead bytes that were read for it
 * @param requests requests that it took
 * @param findings what was found
 */
public record FileVerdict(
    ObjectKey key,
    ObjectVersion version,
    long rows,
    List<Long> leaves,
    List<Draw> rowDraws,
    boolean idScanned,
    int undecidedEpochs,
    long bytesRead,
    long requests,
    List<VerdictFinding> findings) {

  /** Why and which row was drawn. */
  public record Draw(RowDraw.Kind kind, long row) {}

  /**
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public FileVerdict {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(version, "version");
    leaves = List.copyOf(leaves);
    rowDraws = List.copyOf(rowDraws);
    findings = List.copyOf(findings);
    boolean decided = VerdictFinding.outcomeOf(findings) != Outcome.NO_EVIDENCE;
    if (rows < 1
        || bytesRead < 0
        || requests < 0
        || undecidedEpochs < 0
        || undecidedEpochs > 255
        || (decided && undecidedEpochs != 0)) {
      throw new IllegalArgumentException(
          "no verdict of a file: rows "
              + rows
              + ", bytes "
              + bytesRead
              + ", requests "
              + requests
              + ", undecided epochs "
              + undecidedEpochs);
    }
  }

  /** What its findings make of it. */
  public Outcome outcome() {
    return VerdictFinding.outcomeOf(findings);
  }

  /** How many of the rows drawn of it the formula of detection counts. */
  long countedRows() {
    return rowDraws.stream().filter(draw -> draw.kind().counts()).count();
  }

  /** How many of them were drawn uniformly over all rows of the set. */
  long uniformRows() {
    return rowDraws.stream().filter(draw -> draw.kind() == RowDraw.Kind.ROWS).count();
  }
}
