package io.tributary.benchmarks.challenge;

import io.tributary.hotkey.access.GrantRevocations;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import io.tributary.lake.proof.FileManifests;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of a miner, and what the log says of it. Immutable.
 *
 * @param key where it lies
 * @param facts what its bytes commit to
 * @param manifest the encoded signed manifest
 * @param committedAt when it was signed and published
 */
public record MinerFile(ObjectKey key, EncodedFile facts, Octets manifest, Instant committedAt) {

  /** Name of the deployment. */
  public static final String AUDIENCE = "benchmark";

  /** The subnet. */
  public static final int NETUID = 13;

  /** Signs what a file is, as the sink does. */
  public static MinerFile sign(LocalSigner miner, ObjectKey key, EncodedFile facts, Instant now) {
    return new MinerFile(
        key,
        facts,
        Octets.of(
            FileManifests.sign(AUDIENCE, NETUID, key, facts, miner, Optional.empty(), now)
                .encode()),
        now);
  }

  /** Encodes rows as the sink does, until the file has so many bytes or rows. */
  public static EncodedFile encode(HonestRows rows, Path spool, long leastBytes, long mostRows)
      throws IOException {
    EncoderOptions options = EncoderOptions.DEFAULTS;
    try (LakeFileEncoder encoder = new LakeFileEncoder(options)) {
      encoder.start(SourceId.X, spool, Math.min(mostRows, options.rowGroupRows()));
      for (long row = 0; row < mostRows; row++) {
        // Between row groups alone is known how long the file is.
        if (row > 0 && row % options.rowGroupRows() == 0 && encoder.bytesSoFar() >= leastBytes) {
          break;
        }
        encoder.append(rows.next());
      }
      return encoder.finish();
    }
  }

  /** The file as it is frozen with what a listing shows of it. */
  public FrozenFile frozen(ObjectVersion version) {
    return frozen(key, facts, version);
  }

  static FrozenFile frozen(ObjectKey key, EncodedFile facts, ObjectVersion version) {
    return new FrozenFile(
        key,
        version,
        facts.sizeBytes(),
        facts.dataLength(),
        facts.leafSize(),
        facts.rows(),
        facts.tailDigest());
  }

  /** What the log says. */
  public ChallengeTask.Statement statement() {
    return new ChallengeTask.Statement(
        AUDIENCE, NETUID, manifest, committedAt, GrantRevocations.NONE);
  }
}
