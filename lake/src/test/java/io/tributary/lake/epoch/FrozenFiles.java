package io.tributary.lake.epoch;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Frozen files for tests. */
public final class FrozenFiles {

  public static final Instant SEALED = Instant.parse("2026-11-22T10:11:12Z");
  public static final Hotkey MINER = signer(1).hotkey();
  public static final int LEAF = 64 << 10;

  private FrozenFiles() {}

  public static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  /** A file whose digest follows from a number. */
  public static FrozenFile file(long number, long dataLength, long rows) {
    return file(MINER, SourceId.X, SEALED, number, dataLength, rows);
  }

  public static FrozenFile file(
      Hotkey miner, SourceId source, Instant sealed, long number, long dataLength, long rows) {
    Octets digest = Octets.of(ByteBuffer.allocate(32).putLong(number).array());
    return new FrozenFile(
        ObjectKey.of(source, miner, sealed, rows, digest.hex()),
        ObjectVersion.versionId("v" + number),
        dataLength + 20_000,
        dataLength,
        LEAF,
        rows,
        digest);
  }

  /** So many files that differ in everything. */
  public static List<FrozenFile> files(int count, RandomGenerator random) {
    List<FrozenFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(
          file(
              MINER,
              random.nextBoolean() ? SourceId.X : SourceId.REDDIT,
              SEALED.plusSeconds(random.nextInt(1_000_000)),
              i,
              5 + random.nextLong(1L << random.nextInt(4, 30)),
              1 + random.nextLong(1L << random.nextInt(1, 21))));
    }
    return files;
  }
}
