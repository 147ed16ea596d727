package io.tributary.lake.proof;

import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a verification found out. Immutable.
 *
 * @param file the file
 * @param sizeBytes its length; 0 if it could not be read
 * @param facts what it holds, as far as its footer could be read
 * @param wholeDigest SHA-256 of the file, if it could be read to the end
 * @param findings what is wrong; empty if nothing is
 */
public record FileReport(
    Path file,
    long sizeBytes,
    Optional<Facts> facts,
    Optional<Octets> wholeDigest,
    List<Finding> findings) {

  public FileReport {
    findings = List.copyOf(findings);
  }

  /** Whether nothing is wrong. */
  public boolean isSound() {
    return findings.isEmpty();
  }

  /**
   * What the footer says and the tail digest that the bytes have.
   *
   * @param source whose table
   * @param rows how many rows
   * @param rowGroups in how many row groups
   * @param dataLength end of the last row group
   * @param leaves how many leaves
   * @param tailDigest computed from the bytes
   */
  public record Facts(
      SourceId source, long rows, int rowGroups, long dataLength, int leaves, Octets tailDigest) {}
}
