package io.tributary.lake.verdict;

import java.util.List;

/**
 * All that an epoch found out about a miner. Immutable.
 *
 * @param canaryReadable whether an object of the validator's own, in the same bucket, could be read
 *     throughout
 * @param findings what concerns no single file
 * @param files one result for each file that was drawn
 * @param counts rows counted for the score
 */
public record Evidence(
    boolean canaryReadable,
    List<VerdictFinding> findings,
    List<FileResult> files,
    ContentCounts counts) {

  /** Copies the lists. */
  public Evidence {
    findings = List.copyOf(findings);
    files = List.copyOf(files);
  }
}
