package io.tributary.local.feed;

import io.tributary.hotkey.access.GrantException;
import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The grant under which a session key feeds, checked as the ingest job will, so that a grant that
 * will be refused is told of before anything counts as sent. Whether it is revoked only the job
 * knows. Immutable.
 */
final class FeedGrant {

  private final Optional<SignedGrant> grant;
  private final Hotkey hotkey;
  private final byte[] signingKey;
  private final String audience;
  private final int netuid;

  private FeedGrant(Optional<SignedGrant> grant, FeedOptions options, byte[] signingKey) {
    this.grant = grant;
    this.hotkey = options.hotkey();
    this.signingKey = signingKey;
    this.audience = options.audience();
    this.netuid = options.netuid();
  }

  /**
   * The grant of these options, if there is one.
   *
   * @throws FeedException if it is none
   */
  static FeedGrant of(FeedOptions options, byte[] signingKey) throws FeedException {
    try {
      Optional<byte[]> encoded = options.grant();
      return new FeedGrant(
          encoded.isEmpty() ? Optional.empty() : Optional.of(SignedGrant.decode(encoded.get())),
          options,
          signingKey);
    } catch (MalformedBytesException e) {
      throw new FeedException("the grant is no signed grant: " + e.getMessage(), e);
    }
  }

  /** The bytes of a grant that {@code key grant} wrote. */
  static byte[] read(Path file) throws FeedException {
    try {
      return GrantFile.read(file).encode();
    } catch (IOException e) {
      throw new FeedException("the grant " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The hotkey that an encoded grant names. */
  static Hotkey hotkey(byte[] encoded, Path file) throws FeedException {
    try {
      return SessionGrant.decode(SignedGrant.decode(encoded).body().bytes()).hotkey();
    } catch (MalformedBytesException e) {
      throw new FeedException("the file " + file + " is no signed grant: " + e.getMessage(), e);
    }
  }

  /**
   * Requires that the grant lets the signing key sign batches now.
   *
   * @throws FeedException saying why not
   */
  void require(Instant now) throws FeedException {
    if (grant.isPresent()) {
      try {
        GrantVerifier.verify(grant.get(), hotkey, signingKey, Purpose.BATCH, now, audience, netuid);
      } catch (GrantException e) {
        throw new FeedException(
            "the grant does not let this key send batches now: " + e.getMessage(), e);
      }
    }
  }
}
