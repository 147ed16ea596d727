package io.tributary.jobs.validate;

import io.tributary.connectors.challenge.FileChallenge;
import io.tributary.hotkey.access.GrantRevocations;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.ManifestException;
import io.tributary.lake.proof.SignedManifest;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies the manifest of a drawn file, before anything is read of the file itself. Pure;
 * thread-safe.
 */
final class ManifestCheck {

  private final String audience;
  private final int netuid;

  ManifestCheck(String audience, int netuid) {
    this.audience = audience;
    this.netuid = netuid;
  }

  /** The manifest of a file does not hold. */
  static final class InvalidManifestException extends Exception {

    private static final long serialVersionUID = 1L;

    private InvalidManifestException(String message) {
      super(message);
    }
  }

  /**
   * The challenge of a file whose manifest holds: its signature, its grant at the time of signing,
   * which no revocation ended, and that time, which is not after the message's.
   *
   * @param signed the encoded signed manifest
   * @param revocations that the freeze states
   * @throws InvalidManifestException if it does not hold, saying why
   */
  FileChallenge challenge(
      DrawnFile drawn, SetFile file, byte[] signed, GrantRevocations revocations)
      throws InvalidManifestException {
    try {
      SignedManifest envelope = SignedManifest.decode(signed);
      FileManifest manifest = FileManifests.verify(envelope, audience, netuid);
      Instant appendedAt = Instant.ofEpochMilli(file.appendedAtMillis());
      require(manifest.key().equals(drawn.file().key()), "the manifest is of " + manifest.key());
      require(
          !manifest.signedAt().isAfter(appendedAt),
          "signed at " + manifest.signedAt() + ", after it was published at " + appendedAt);
      if (envelope.grant().isPresent()) {
        requireGranted(envelope.grant().get().bytes(), manifest.signedAt(), revocations);
      }
      return new FileChallenge(
          drawn.index(),
          drawn.file(),
          file.bucket(),
          manifest,
          appendedAt,
          drawn.leaves(),
          drawn.rows(),
          drawn.idScan());
    } catch (ManifestException | MalformedBytesException e) {
      throw new InvalidManifestException(e.getMessage());
    }
  }

  private static void requireGranted(byte[] grant, Instant signedAt, GrantRevocations revocations)
      throws InvalidManifestException, MalformedBytesException {
    SessionGrant claimed = SessionGrant.decode(SignedGrant.decode(grant).body().bytes());
    Optional<Instant> from = revocations.revokedFrom(claimed);
    require(
        from.isEmpty() || signedAt.isBefore(from.get()),
        "signed at " + signedAt + " under a grant that was revoked from " + from.orElse(null));
  }

  private static void require(boolean holds, String otherwise) throws InvalidManifestException {
    if (!holds) {
      throw new InvalidManifestException(otherwise);
    }
  }
}
