package io.tributary.lake.challenge;

import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.FindingCode;
import io.tributary.lake.proof.TailProof;
import io.tributary.lake.proof.UnsoundFileException;
import io.tributary.lake.verdict.VerdictReason;

/** Reads a file's tail and proves it, before anything of it is parsed. */
final class TailReads {

  private TailReads() {}

  static TailProof prove(
      FileManifest manifest, ObjectVersion version, MeteredReads reads, ChallengeOptions options)
      throws Stopped {
    if (manifest.tailLength() > options.files().maxTailBytes()) {
      throw Stopped.with(
          VerdictReason.FILE_MALFORMED,
          FindingCode.TAIL_TOO_LARGE + ": a tail of " + manifest.tailLength() + " bytes");
    }
    try {
      return TailProof.prove(manifest, read(manifest, version, reads, options), options.files());
    } catch (UnsoundFileException first) {
      if (first.findings().get(0).code() != FindingCode.TAIL_DIGEST) {
        throw Stopped.with(first);
      }
      // Once more, so that a fault on the way is not taken for a fault of the object.
      try {
        return TailProof.prove(manifest, read(manifest, version, reads, options), options.files());
      } catch (UnsoundFileException again) {
        throw Stopped.with(again);
      }
    }
  }

  private static byte[] read(
      FileManifest manifest, ObjectVersion version, MeteredReads reads, ChallengeOptions options)
      throws Stopped {
    byte[] tail = new byte[(int) manifest.tailLength()];
    int filled = 0;
    while (filled < tail.length) {
      int length = Math.min(options.maxRangeBytes(), tail.length - filled);
      byte[] piece = reads.read(version, new ByteRange(manifest.dataLength() + filled, length));
      System.arraycopy(piece, 0, tail, filled, length);
      filled += length;
    }
    return tail;
  }
}
