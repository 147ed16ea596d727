package io.tributary.lake.challenge;

import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.challenge.ChallengeTask.Statement;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.ManifestException;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.lake.verdict.VerdictReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** From the message of the log to a manifest that holds for the frozen file. Pure functions. */
final class ManifestChain {

  private ManifestChain() {}

  /** The manifest, if its signature, its grant and its time hold and it states this file. */
  static FileManifest verify(FrozenFile file, Statement statement, Duration tolerance)
      throws Stopped {
    FileManifest manifest;
    SignedManifest signed;
    try {
      signed = SignedManifest.decode(statement.manifest().bytes());
      manifest = FileManifests.verify(signed, statement.audience(), statement.netuid());
    } catch (MalformedBytesException | ManifestException e) {
      throw Stopped.with(VerdictReason.MANIFEST_INVALID, e);
    }
    if (!states(manifest, file)) {
      throw Stopped.with(VerdictReason.MANIFEST_INVALID, "it states another file than was frozen");
    }
    if (manifest.signedAt().isAfter(statement.appendedAt().plus(tolerance))) {
      throw Stopped.with(
          VerdictReason.MANIFEST_INVALID,
          "signed " + manifest.signedAt() + ", appended " + statement.appendedAt());
    }
    if (signed.grant().isPresent()) {
      requireUnrevoked(signed.grant().get(), statement);
    }
    return manifest;
  }

  private static boolean states(FileManifest manifest, FrozenFile file) {
    try {
      return FrozenFile.of(manifest, file.version()).equals(file);
    } catch (IllegalArgumentException e) {
      // It claims what no frozen file can have.
      return false;
    }
  }

  /** By the append, since whoever holds a revoked key may claim to have signed before. */
  private static void requireUnrevoked(Octets grant, Statement statement) throws Stopped {
    SessionGrant granted;
    try {
      granted = SessionGrant.decode(SignedGrant.decode(grant.bytes()).body().bytes());
    } catch (MalformedBytesException e) {
      throw Stopped.with(VerdictReason.MANIFEST_INVALID, e);
    }
    Optional<Instant> from = statement.revocations().revokedFrom(granted);
    if (from.isPresent() && !statement.appendedAt().isBefore(from.get())) {
      throw Stopped.with(
          VerdictReason.MANIFEST_INVALID,
          "appended " + statement.appendedAt() + " under a grant revoked from " + from.get());
    }
  }
}
