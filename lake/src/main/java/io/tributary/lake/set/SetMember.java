package io.tributary.lake.set;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.ManifestException;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.util.Optional;

/**
 * What a freeze makes of a committed file. Immutable.
 *
 * @param file as it can be frozen, of no version yet; empty if nothing can be frozen of it
 * @param problem why not; empty if it can
 */
public record SetMember(Optional<FrozenFile> file, Optional<VerdictFinding> problem) {

  /**
   * @throws IllegalArgumentException if neither or both are there
   */
  public SetMember {
    if (file.isPresent() == problem.isPresent()) {
      throw new IllegalArgumentException("a file can be frozen, or there is a reason why not");
    }
  }

  /**
   * The file that a message tells of. Signatures are verified of files that are drawn; here only
   * where a manifest claims the impossible, since that costs the miner if it is the miner's.
   */
  public static SetMember of(CommittedFile committed, String audience, int netuid) {
    try {
      SignedManifest signed = SignedManifest.decode(committed.manifest().bytes());
      FileManifest manifest = FileManifest.decode(signed.body().bytes());
      if (!manifest.key().equals(committed.key())) {
        return invalid(committed, "the manifest is of " + manifest.key());
      }
      return frozen(manifest)
          .map(file -> new SetMember(Optional.of(file), Optional.empty()))
          .orElseGet(() -> without(impossible(signed, audience, netuid)));
    } catch (MalformedBytesException e) {
      return invalid(committed, e.getMessage());
    }
  }

  private static Optional<FrozenFile> frozen(FileManifest manifest) {
    try {
      return Optional.of(FrozenFile.of(manifest, ObjectVersion.NONE));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static VerdictFinding impossible(SignedManifest signed, String audience, int netuid) {
    try {
      FileManifest manifest = FileManifests.verify(signed, audience, netuid);
      return VerdictFinding.of(
          VerdictReason.CLAIMS_IMPOSSIBLE,
          manifest.key() + ": " + manifest.sizeBytes() + " bytes, " + manifest.rows() + " rows");
    } catch (ManifestException e) {
      return VerdictFinding.of(VerdictReason.MANIFEST_INVALID, e.getMessage());
    }
  }

  private static SetMember invalid(CommittedFile committed, String why) {
    return without(VerdictFinding.of(VerdictReason.MANIFEST_INVALID, committed.key() + ": " + why));
  }

  private static SetMember without(VerdictFinding problem) {
    return new SetMember(Optional.empty(), Optional.of(problem));
  }
}
