package io.tributary.lake.challenge;

import io.tributary.hotkey.access.GrantRevocations;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenFiles;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.FileRules;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** A file of a miner with its signed manifest, as the log holds it; row groups of 100 rows. */
record SignedFile(byte[] bytes, EncodedFile facts, ObjectKey key, SignedManifest manifest) {

  static final int GROUP_ROWS = 100;
  static final int LEAF = 1024;
  static final LocalSigner MINER = FrozenFiles.signer(1);
  static final Instant APPENDED = HonestRows.SEALED.plusSeconds(30);
  static final FileRules RULES = FileRules.DEFAULTS.withRowGroupRows(GROUP_ROWS);

  /** An honest file. */
  static SignedFile honest(SourceId source, int rows, int seed) {
    return of(source, HonestRows.of(source, rows, seed));
  }

  /** A file of these rows, encoded as the sink does. */
  static SignedFile of(SourceId source, List<Object[]> rows) {
    return of(
        source, rows, EncoderOptions.DEFAULTS.withRowGroupRows(GROUP_ROWS).withLeafSizeBytes(LEAF));
  }

  static SignedFile of(SourceId source, List<Object[]> rows, EncoderOptions options) {
    try {
      Path spool = Files.createTempFile("lake", ".parquet");
      try (LakeFileEncoder encoder = new LakeFileEncoder(options)) {
        encoder.start(source, spool, rows.size());
        for (byte[] row : HonestRows.encode(source, rows)) {
          encoder.append(row);
        }
        EncodedFile file = encoder.finish();
        return sign(Files.readAllBytes(spool), file);
      } finally {
        Files.delete(spool);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any bytes with a manifest that claims this. */
  static SignedFile claim(byte[] bytes, SourceId source, long rows, long dataLength, int leafSize) {
    byte[] tail = Arrays.copyOfRange(bytes, (int) dataLength, bytes.length);
    byte[] tailDigest =
        Commitments.tailDigest(
            bytes.length, dataLength, leafSize, Commitments.sha256().digest(tail));
    return sign(
        bytes,
        new EncodedFile(
            Path.of("none"),
            source,
            bytes.length,
            dataLength,
            leafSize,
            rows,
            1,
            2,
            Octets.of(Commitments.sha256().digest(bytes)),
            Octets.of(tailDigest),
            (int) Commitments.leafCount(dataLength, leafSize)));
  }

  static SignedFile sign(byte[] bytes, EncodedFile file) {
    ObjectKey key = FileManifests.keyOf(file, MINER.hotkey(), HonestRows.SEALED);
    SignedManifest manifest =
        FileManifests.sign("demo", 13, key, file, MINER, Optional.empty(), HonestRows.SEALED);
    return new SignedFile(bytes, file, key, manifest);
  }

  FrozenFile frozen(ObjectVersion version) {
    return new FrozenFile(
        key,
        version,
        facts.sizeBytes(),
        facts.dataLength(),
        facts.leafSize(),
        facts.rows(),
        facts.tailDigest());
  }

  ChallengeTask.Statement statement() {
    return new ChallengeTask.Statement(
        "demo", 13, Octets.of(manifest.encode()), APPENDED, GrantRevocations.NONE);
  }

  /** Everything of the file: all leaves, a row of every row group, all ids. */
  ChallengeTask everything(ObjectVersion version) {
    List<RowDraw> rows = new ArrayList<>();
    for (long row = 0; row < Math.min(facts.rows(), 2000); row += GROUP_ROWS) {
      rows.add(new RowDraw(RowDraw.Kind.ROWS, 0, row));
    }
    return task(version, LongStream.range(0, facts.leafCount()).boxed().toList(), rows, true);
  }

  ChallengeTask task(
      ObjectVersion version, List<Long> leaves, List<RowDraw> rows, boolean scansIds) {
    return new ChallengeTask(0, frozen(version), statement(), leaves, rows, scansIds);
  }
}
