package io.tributary.benchmarks.draw;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * A miner's set that exists in numbers only, with its freeze. Immutable.
 *
 * @param name for people
 * @param set the frozen set
 * @param freeze its freeze
 */
record SimulatedSet(String name, FrozenSet set, Freeze freeze) {

  static final int ROW_GROUP_ROWS = 10_000;
  static final int LEAF_BYTES = 64 << 10;

  private static final Hotkey MINER = LocalSigner.fromMiniSecret(new byte[32]).hotkey();
  private static final Instant SEALED = Instant.parse("2026-11-22T10:00:00Z");
  private static final int TAIL_BYTES = 100_000;

  static SimulatedSet of(String name, List<FrozenFile> files) {
    FrozenSet set = FrozenSet.of(MINER, files);
    Freeze freeze =
        Freeze.of(
            new Freeze.Occasion(
                "simulation", 13, new EpochSchedule(300, 25), 1, hash(new byte[32]), MINER),
            set,
            RevocationList.EMPTY,
            CarriedOver.NONE);
    return new SimulatedSet(name, set, freeze);
  }

  /** A gibibyte of X in eight files of a million rows. */
  static List<FrozenFile> gibibyte() {
    List<FrozenFile> files = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      files.add(file(i, 128L << 20, 1_000_000));
    }
    return files;
  }

  /** A few large files and many small ones, of different sizes. */
  static List<FrozenFile> manyFiles(int count, Random random) {
    List<FrozenFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long rows = i % 100 == 0 ? 200_000 + random.nextInt(800_000) : 100 + random.nextInt(30_000);
      files.add(file(i, rows * (100 + random.nextInt(60)), rows));
    }
    return files;
  }

  /** A file whose name and digest follow from a number. */
  static FrozenFile file(long number, long dataLength, long rows) {
    Octets digest = Octets.of(ByteBuffer.allocate(32).putLong(number).array()).sha256();
    return new FrozenFile(
        ObjectKey.of(SourceId.X, MINER, SEALED.plusSeconds(number % 1000), rows, digest.hex()),
        ObjectVersion.versionId("v" + number),
        dataLength + TAIL_BYTES,
        dataLength,
        LEAF_BYTES,
        rows,
        digest);
  }

  /** The seed that a block with this hash gives. */
  Seed seed(BlockHash hash) {
    return Seed.of(freeze, hash);
  }

  /** The hash of some block. */
  static BlockHash someHash(Random random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return hash(bytes);
  }

  private static BlockHash hash(byte[] bytes) {
    return new BlockHash("0x" + HexFormat.of().formatHex(bytes));
  }
}
