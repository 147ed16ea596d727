package io.tributary.lake.challenge;

import io.tributary.hotkey.access.GrantRevocations;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.LeafDraw;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One drawn file and what is to be examined of it. Immutable.
 *
 * @param index of the file in the frozen set
 * @param file as it was frozen
 * @param statement what the log says of it
 * @param leaves leaves that were drawn, ascending
 * @param rows rows that were drawn; the row group of each is examined whole
 * @param scansIds whether its id column is read whole
 */
public record ChallengeTask(
    int index,
    FrozenFile file,
    Statement statement,
    List<Long> leaves,
    List<RowDraw> rows,
    boolean scansIds) {

  /**
   * What {@code committed-files} says of a file.
   *
   * @param audience name of the deployment
   * @param netuid the subnet
   * @param manifest the encoded signed manifest
   * @param appendedAt when the broker appended the message
   * @param revocations those of the miner that were known at the freeze
   */
  public record Statement(
      String audience,
      int netuid,
      Octets manifest,
      Instant appendedAt,
      GrantRevocations revocations) {

    /** Checks that all is there. */
    public Statement {
      Objects.requireNonNull(audience, "audience");
      Objects.requireNonNull(manifest, "manifest");
      Objects.requireNonNull(appendedAt, "appendedAt");
      Objects.requireNonNull(revocations, "revocations");
    }
  }

  /** Copies the lists. */
  public ChallengeTask {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(statement, "statement");
    leaves = List.copyOf(leaves);
    rows = List.copyOf(rows);
  }

  /** What a sample asks of one of its files. */
  public static ChallengeTask of(FrozenSet set, Sample sample, int index, Statement statement) {
    return new ChallengeTask(
        index,
        set.file(index),
        statement,
        sample.leaves().stream()
            .filter(draw -> draw.file() == index)
            .map(LeafDraw::leaf)
            .sorted()
            .toList(),
        sample.rows().stream().filter(draw -> draw.file() == index).toList(),
        sample.idScans().contains(index));
  }
}
