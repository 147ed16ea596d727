package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import java.util.Objects;

/**
 * One file that a request asks to write, as claimed: its path is checked by whoever decides, its
 * digest and size by whoever takes the file in. Immutable.
 *
 * @param path the key in the bucket
 * @param sha256 of the file's bytes, 32 bytes
 * @param sizeBytes how many bytes it has
 */
public record RequestedFile(String path, Octets sha256, long sizeBytes) {

  private static final int DIGEST_BYTES = 32;
  private static final long MOST_SIZE = 1L << 40;

  /**
   * @throws IllegalArgumentException if the digest has not 32 bytes, or the size is not 1 byte to 1
   *     TiB
   */
  public RequestedFile {
    Objects.requireNonNull(path, "path");
    if (sha256.size() != DIGEST_BYTES) {
      throw new IllegalArgumentException("the SHA-256 of a file has 32 bytes");
    }
    if (sizeBytes < 1 || sizeBytes > MOST_SIZE) {
      throw new IllegalArgumentException("a file has 1 byte to 1 TiB");
    }
  }

  void write(WireWriter writer) {
    writer.text(path).bytes(sha256).number(sizeBytes);
  }

  static RequestedFile read(WireReader reader) throws MalformedBytesException {
    return new RequestedFile(
        reader.text(AccessRequest.MOST_PATH_BYTES), reader.octets(DIGEST_BYTES), reader.number());
  }
}
