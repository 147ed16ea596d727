package io.tributary.lake.verdict;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.epoch.Freeze;
import java.util.Objects;

/**
 * From what a verdict's draws follow. Immutable.
 *
 * @param frozenDigest of the freeze
 * @param seedBlockHash of the seed block
 * @param options how much was drawn
 * @param setFiles files of the frozen set
 * @param setRows their rows
 * @param setLeaves their leaves
 */
public record DrawBasis(
    Octets frozenDigest,
    BlockHash seedBlockHash,
    DrawOptions options,
    long setFiles,
    long setRows,
    long setLeaves) {

  /**
   * @throws IllegalArgumentException if a field is out of bounds
   */
  public DrawBasis {
    Objects.requireNonNull(seedBlockHash, "seedBlockHash");
    Objects.requireNonNull(options, "options");
    if (frozenDigest.size() != Commitments.DIGEST_BYTES) {
      throw new IllegalArgumentException("a frozen digest of " + frozenDigest.size() + " bytes");
    }
    if (setFiles < 0 || setRows < setFiles || setLeaves < setFiles) {
      throw new IllegalArgumentException(
          "no frozen set: " + setFiles + " files, " + setRows + " rows, " + setLeaves + " leaves");
    }
  }

  /** The basis of the draws of a freeze. */
  public static DrawBasis of(Freeze freeze, BlockHash seedBlockHash, DrawOptions options) {
    return new DrawBasis(
        freeze.frozenDigest(),
        seedBlockHash,
        options,
        freeze.files(),
        freeze.rows(),
        freeze.leaves());
  }
}
