package io.tributary.connectors.challenge;

import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.verdict.FileVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is to be proven and examined of one file. Immutable.
 *
 * @param index of the file in the frozen set
 * @param file as it was frozen
 * @param bucket where it lies
 * @param manifest what was signed of it; the signature, and the grant behind it, hold
 * @param committedAt when its manifest was appended to the topic of committed files
 * @param leaves whose bytes are to be proven, ascending
 * @param rows whose row groups are to be examined
 * @param idScan whether its id column is to be read whole
 */
public record FileChallenge(
    int index,
    FrozenFile file,
    String bucket,
    FileManifest manifest,
    Instant committedAt,
    List<Long> leaves,
    List<FileVerdict.Draw> rows,
    boolean idScan) {

  /**
   * @throws IllegalArgumentException if the manifest is of another file
   */
  public FileChallenge {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(committedAt, "committedAt");
    leaves = List.copyOf(leaves);
    rows = List.copyOf(rows);
    if (!manifest.key().equals(file.key())) {
      throw new IllegalArgumentException(
          "the manifest of " + manifest.key() + " is none of " + file.key());
    }
  }
}
