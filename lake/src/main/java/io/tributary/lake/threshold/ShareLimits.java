package io.tributary.lake.threshold;

import io.tributary.lake.draw.LeafCount;
import java.io.Serializable;

/**
 * Shares of rows that may or must be like something, in millionths; a share that is exactly at its
 * limit keeps it. Immutable.
 *
 * @param mostDuplicates rows of a file that repeat an item of the same file
 * @param mostAcrossFiles rows of a miner that repeat an item of another of its files
 * @param mostAcrossMiners rows of a miner that repeat an item of another miner's earlier file
 * @param leastDistinct items among a miner's rows
 * @param mostWithoutUser rows without user name
 * @param leastWithViews rows of X with a view count
 * @param mostBlank rows whose content shows nothing
 * @param leastConfirmed rows that an oracle confirms, of those that it could compare
 */
public record ShareLimits(
    int mostDuplicates,
    int mostAcrossFiles,
    int mostAcrossMiners,
    int leastDistinct,
    int mostWithoutUser,
    int leastWithViews,
    int mostBlank,
    int leastConfirmed)
    implements Serializable {

  /** So many rows show a share as it is. */
  private static final long MANY = 200;

  /** Chance goes further once in some hundred cases at most. */
  private static final double DEVIATIONS = 3;

  /** 1 %, 1 %, 1 %, 10 %, 50 %, 95 %, 10 %, 80 %. */
  public static final ShareLimits DEFAULTS =
      new ShareLimits(10_000, 10_000, 10_000, 100_000, 500_000, 950_000, 100_000, 800_000);

  /**
   * @throws IllegalArgumentException if a share is not within 0 to a million
   */
  public ShareLimits {
    int[] all = {
      mostDuplicates,
      mostAcrossFiles,
      mostAcrossMiners,
      leastDistinct,
      mostWithoutUser,
      leastWithViews,
      mostBlank,
      leastConfirmed
    };
    for (int share : all) {
      if (share < 0 || share > LeafCount.MILLION) {
        throw new IllegalArgumentException("no share in millionths: " + share);
      }
    }
  }

  /** Whether a part is more than a share of the whole. */
  public static boolean isAbove(long part, long whole, int ppm) {
    return (double) part * LeafCount.MILLION > (double) whole * ppm;
  }

  /** Whether a part is less than a share of the whole. */
  public static boolean isBelow(long part, long whole, int ppm) {
    return (double) part * LeafCount.MILLION < (double) whole * ppm;
  }

  /**
   * Whether a part is more than a share of the whole, and of few rows more than chance makes it:
   * further above it than three standard deviations of as many rows of which each is like that with
   * the probability of the share. One row of ten says little of one in twenty.
   */
  public static boolean isClearlyAbove(long part, long whole, int ppm) {
    if (whole >= MANY || !isAbove(part, whole, ppm)) {
      return isAbove(part, whole, ppm);
    }
    double share = (double) ppm / LeafCount.MILLION;
    double above = part - whole * share;
    return above * above > DEVIATIONS * DEVIATIONS * whole * share * (1 - share);
  }
}
