package io.tributary.lake.proof;

import io.tributary.hotkey.access.GrantException;
import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.proof.ManifestException.Reason;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signs and verifies manifests. Pure functions but for the signature's randomness; thread-safe. */
public final class FileManifests {

  private FileManifests() {}

  /** The key of a file that was just encoded: its name holds rows and tail digest. */
  public static ObjectKey keyOf(EncodedFile file, Hotkey hotkey, Instant sealedAt) {
    return ObjectKey.of(file.source(), hotkey, sealedAt, file.rows(), file.tailDigestHex());
  }

  /**
   * States and signs what a file is.
   *
   * @param signer the hotkey's own signer, or a session key's
   * @param grant the session key's grant; empty if the hotkey itself signs
   * @throws IllegalArgumentException if the key does not name this file
   */
  public static SignedManifest sign(
      String audience,
      int netuid,
      ObjectKey key,
      EncodedFile file,
      Signer signer,
      Optional<SignedGrant> grant,
      Instant signedAt) {
    FileManifest manifest =
        FileManifest.of(
            audience,
            netuid,
            key,
            file,
            Octets.of(signer.publicKey()),
            grant.map(SignedGrant::digest),
            signedAt);
    byte[] body = manifest.encode();
    return new SignedManifest(
        Octets.of(body),
        Octets.of(signer.sign(SigningDomain.MANIFEST, body)),
        grant.map(signed -> Octets.of(signed.encode())));
  }

  /**
   * Verifies a signed manifest: its signature over exactly these bytes, and that the signing key is
   * the hotkey of the object key or holds its grant for access to that source at signing time.
   *
   * <p>Says nothing of revocations, nor whether the signing time is true: it may not be later than
   * the manifest's append time on {@code committed-files}, which is the caller's to check.
   *
   * @throws ManifestException with the first reason that applies
   */
  public static FileManifest verify(SignedManifest signed, String audience, int netuid)
      throws ManifestException {
    FileManifest manifest = decode(signed);
    if (!manifest.audience().equals(audience)) {
      throw new ManifestException(
          Reason.WRONG_AUDIENCE, "for " + manifest.audience() + ", not " + audience);
    }
    if (manifest.netuid() != netuid) {
      throw new ManifestException(
          Reason.WRONG_NETUID, "for subnet " + manifest.netuid() + ", not " + netuid);
    }
    try {
      SignatureVerifier.verify(
          manifest.signingKey().bytes(),
          SigningDomain.MANIFEST,
          signed.body().bytes(),
          signed.signature().bytes());
    } catch (InvalidSignatureException e) {
      throw new ManifestException(Reason.SIGNATURE_INVALID, e.getMessage(), e);
    }
    if (isHotkey(manifest)) {
      if (manifest.grantDigest().isPresent() || signed.grant().isPresent()) {
        throw new ManifestException(Reason.GRANT_UNEXPECTED, "the hotkey itself signed");
      }
    } else {
      verifyGrant(manifest, signed);
    }
    return manifest;
  }

  private static FileManifest decode(SignedManifest signed) throws ManifestException {
    try {
      return FileManifest.decode(signed.body().bytes());
    } catch (MalformedBytesException e) {
      throw new ManifestException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  private static boolean isHotkey(FileManifest manifest) throws ManifestException {
    try {
      return manifest.signingKey().holds(Ss58.publicKey(manifest.key().hotkey()));
    } catch (InvalidAddressException e) {
      throw new ManifestException(Reason.MALFORMED, "the object key names no valid address", e);
    }
  }

  private static void verifyGrant(FileManifest manifest, SignedManifest signed)
      throws ManifestException {
    Octets bytes =
        signed
            .grant()
            .filter(grant -> manifest.grantDigest().equals(Optional.of(grant.sha256())))
            .orElseThrow(
                () ->
                    new ManifestException(
                        Reason.GRANT_MISSING, "a session key signed without the grant it names"));
    try {
      SessionGrant grant =
          GrantVerifier.verify(
              SignedGrant.decode(bytes.bytes()),
              manifest.key().hotkey(),
              manifest.signingKey().bytes(),
              Purpose.ACCESS,
              manifest.signedAt(),
              manifest.audience(),
              manifest.netuid());
      if (!grant.covers(List.of(manifest.key().source()))) {
        throw new ManifestException(
            Reason.GRANT_INVALID, "does not cover source " + manifest.key().source());
      }
    } catch (MalformedBytesException | GrantException e) {
      throw new ManifestException(Reason.GRANT_INVALID, e.getMessage(), e);
    }
  }
}
