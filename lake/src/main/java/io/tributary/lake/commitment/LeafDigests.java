package io.tributary.lake.commitment;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The digests of a file's leaves, in order. Immutable, thread-safe. */
public final class LeafDigests {

  private final byte[] digests;

  private LeafDigests(byte[] digests) {
    this.digests = digests;
  }

  /**
   * The digests that stand one after the other in an array, which is copied.
   *
   * @throws IllegalArgumentException if the length is no multiple of a digest's
   */
  public static LeafDigests of(byte[] concatenated) {
    if (concatenated.length % Commitments.DIGEST_BYTES != 0) {
      throw new IllegalArgumentException(
          "leaf digests are " + concatenated.length + " bytes, no multiple of 32");
    }
    return new LeafDigests(concatenated.clone());
  }

  /** Reads {@link #toBase64}, or answers empty if the text is not exactly that. Never throws. */
  public static Optional<LeafDigests> parse(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    LeafDigests parsed = new LeafDigests(bytes);
    boolean whole = bytes.length % Commitments.DIGEST_BYTES == 0;
    return whole && parsed.toBase64().equals(base64) ? Optional.of(parsed) : Optional.empty();
  }

  /** The text that stands in the footer. */
  public String toBase64() {
    return Base64.getEncoder().encodeToString(digests);
  }

  /** How many leaves there are. */
  public int count() {
    return digests.length / Commitments.DIGEST_BYTES;
  }

  /** Whether these bytes are the leaf with this index. False for an index that does not exist. */
  public boolean matches(MessageDigest sha, long index, byte[] array, int offset, int length) {
    if (index < 0 || index >= count()) {
      return false;
    }
    int at = (int) index * Commitments.DIGEST_BYTES;
    byte[] actual = Commitments.leafDigest(sha, index, array, offset, length);
    return Arrays.equals(actual, 0, actual.length, digests, at, at + Commitments.DIGEST_BYTES);
  }
}
