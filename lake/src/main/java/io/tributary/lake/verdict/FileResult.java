package io.tributary.lake.verdict;

import java.util.List;

/**
 * What the challenge of one drawn file found. Immutable.
 *
 * @param file index of the file in the frozen set
 * @param findings what is wrong or could not be seen; empty if every draw of the file was proven
 *     and examined
 * @param bytesRead bytes that were read for it
 * @param requests requests that it took, failed ones included
 */
public record FileResult(int file, List<VerdictFinding> findings, long bytesRead, long requests) {

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public FileResult {
    findings = List.copyOf(findings);
    if (file < 0 || bytesRead < 0 || requests < 0) {
      throw new IllegalArgumentException(
          "no result of a file: " + file + ", " + bytesRead + ", " + requests);
    }
  }
}
