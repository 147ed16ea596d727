package io.tributary.lake.parquet;

import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.SourceId;
import java.nio.file.Path;

/**
 * A finished spool file and what it commits to. Immutable.
 *
 * @param path where the file is
 * @param source whose table it belongs to
 * @param sizeBytes its length
 * @param dataLength end of its last row group
 * @param leafSize length of a leaf in bytes
 * @param rows how many rows it holds
 * @param firstDatetimeMicros smallest {@code datetime}, microseconds since the epoch
 * @param lastDatetimeMicros largest {@code datetime}, microseconds since the epoch
 * @param wholeDigest SHA-256 of all its bytes
 * @param tailDigest the tail digest of docs/formats.md
 * @param leafCount how many leaves its data region has
 */
public record EncodedFile(
    Path path,
    SourceId source,
    long sizeBytes,
    long dataLength,
    int leafSize,
    long rows,
    long firstDatetimeMicros,
    long lastDatetimeMicros,
    Octets wholeDigest,
    Octets tailDigest,
    int leafCount) {

  /** The tail digest in lower-case hex, as the file's name wants it. */
  public String tailDigestHex() {
    return tailDigest.hex();
  }

  @Override
  public String toString() {
    return source + " " + path + " (" + rows + " rows, " + sizeBytes + " bytes)";
  }
}
