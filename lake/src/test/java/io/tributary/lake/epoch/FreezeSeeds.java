package io.tributary.lake.epoch;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.epoch.FreezeBasis.StatedVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Freezes in bytes, for a fuzzer to begin with. */
public final class FreezeSeeds {

  private FreezeSeeds() {}

  /** By name. */
  public static Map<String, byte[]> all() {
    FrozenSet set =
        FrozenSet.of(
            FrozenFiles.MINER,
            List.of(FrozenFiles.file(1, 100_000, 10), FrozenFiles.file(2, 200_000, 20)));
    Freeze plain =
        Freeze.of(
            new Freeze.Occasion(
                "demo",
                13,
                new EpochSchedule(300, 25),
                7,
                new BlockHash("0x" + "c0".repeat(32)),
                FrozenFiles.signer(9).hotkey()),
            set,
            RevocationList.EMPTY,
            CarriedOver.of(List.of(new CarriedOver.File(set.file(0).key(), 2))));
    List<StatedVersion> versions =
        List.of(
            new StatedVersion(set.file(0).key(), set.file(0).version()),
            new StatedVersion(set.file(1).key(), ObjectVersion.etag("5e")));
    Freeze basis = plain.with(new FreezeBasis(12, Instant.ofEpochMilli(5), versions, 0));
    Map<String, byte[]> seeds = new TreeMap<>();
    seeds.put("plain", plain.encode());
    seeds.put("basis", basis.encode());
    seeds.put("signed", SignedFreeze.sign(basis, FrozenFiles.signer(9)).encode());
    return seeds;
  }
}
