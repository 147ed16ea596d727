package io.tributary.benchmarks.challenge;

import io.tributary.lake.verdict.FileResult;
import java.util.List;

/**
 * What challenges cost. Immutable.
 *
 * @param bytes read
 * @param requests sent
 * @param nanos that they took
 */
record Cost(long bytes, long requests, long nanos) {

  static Cost of(List<FileResult> files, long nanos) {
    return new Cost(
        files.stream().mapToLong(FileResult::bytesRead).sum(),
        files.stream().mapToLong(FileResult::requests).sum(),
        nanos);
  }

  double seconds() {
    return nanos / 1e9;
  }
}
