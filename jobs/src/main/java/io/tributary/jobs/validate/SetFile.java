package io.tributary.jobs.validate;

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
import java.util.Objects;
import java.util.Optional;

/**
 * A committed file as a miner's set keeps it, without its manifest. Immutable.
 *
 * @param bucket where it was committed; what is challenged is the deployment's bucket
 * @param stagedAtMillis when its bytes were in the store, by which it grows old
 * @param appendedAtMillis time of its message
 * @param file as it can be frozen; empty if nothing can be frozen of it
 * @param problem why not; empty if it can
 */
record SetFile(
    String bucket,
    long stagedAtMillis,
    long appendedAtMillis,
    Optional<FrozenFile> file,
    Optional<VerdictFinding> problem) {

  SetFile {
    Objects.requireNonNull(bucket, "bucket");
    if (file.isPresent() == problem.isPresent()) {
      throw new IllegalArgumentException("a file can be frozen, or there is a reason why not");
    }
  }

  /**
   * The file that a message tells of. Signatures are verified of files that are drawn; here only
   * where a manifest claims the impossible, since that costs the miner if it is the miner's.
   */
  static SetFile of(FileNotice notice, String audience, int netuid) {
    CommittedFile committed = notice.file();
    Optional<FrozenFile> file = Optional.empty();
    Optional<VerdictFinding> problem = Optional.empty();
    try {
      SignedManifest signed = SignedManifest.decode(committed.manifest().bytes());
      FileManifest manifest = FileManifest.decode(signed.body().bytes());
      if (manifest.key().equals(committed.key())) {
        file = frozen(manifest);
        problem =
            file.isPresent() ? Optional.empty() : Optional.of(impossible(signed, audience, netuid));
      } else {
        problem = invalid(committed, "the manifest is of " + manifest.key());
      }
    } catch (MalformedBytesException e) {
      problem = invalid(committed, e.getMessage());
    }
    return new SetFile(
        committed.bucket(),
        committed.stagedAt().toEpochMilli(),
        notice.appendedAtMillis(),
        file,
        problem);
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

  private static Optional<VerdictFinding> invalid(CommittedFile committed, String why) {
    return Optional.of(
        VerdictFinding.of(VerdictReason.MANIFEST_INVALID, committed.key() + ": " + why));
  }

  /** The same with another object of the store. */
  SetFile withVersion(ObjectVersion version) {
    return new SetFile(
        bucket,
        stagedAtMillis,
        appendedAtMillis,
        file.map(
            f ->
                new FrozenFile(
                    f.key(),
                    version,
                    f.sizeBytes(),
                    f.dataLength(),
                    f.leafSize(),
                    f.rows(),
                    f.tailDigest())),
        problem);
  }

  /** Whether the store's object is that one, or nothing can be frozen of the file. */
  boolean hasVersion(ObjectVersion version) {
    return file.isEmpty() || file.get().version().equals(version);
  }
}
