package io.tributary.benchmarks.faults;

import io.tributary.benchmarks.challenge.HonestRows;
import io.tributary.benchmarks.challenge.MinerFile;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.proof.FileManifests;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A miner with a few real files in the lake, and what its last verdict left undecided. */
final class HonestMiner {

  private static final int FILES = 6;
  private static final int ROWS = 1_500;

  private final Hotkey hotkey;
  private final List<MinerFile> files;
  private final Map<String, MinerFile> byPath;
  private CarriedOver undecided = CarriedOver.NONE;

  private HonestMiner(Hotkey hotkey, List<MinerFile> files) {
    this.hotkey = hotkey;
    this.files = List.copyOf(files);
    this.byPath =
        files.stream().collect(Collectors.toMap(file -> file.key().path(), Function.identity()));
  }

  /**
   * Writes a miner's files.
   *
   * @param lake folder of the bucket
   * @param spool a folder for files while they are written, on the same disk
   */
  static HonestMiner write(int number, Path lake, Path spool, Random random) throws IOException {
    LocalSigner signer = LocalSigner.fromMiniSecret(ByteBuffer.allocate(32).putInt(number).array());
    Instant now = Instant.now();
    List<MinerFile> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      HonestRows rows = new HonestRows(random, (long) ROWS * (FILES * number + i), now);
      EncodedFile facts =
          MinerFile.encode(
              rows, spool.resolve("file"), Long.MAX_VALUE, ROWS / 2 + random.nextInt(ROWS / 2));
      MinerFile file =
          MinerFile.sign(signer, FileManifests.keyOf(facts, signer.hotkey(), now), facts, now);
      Path object = lake.resolve(file.key().path());
      Files.createDirectories(object.getParent());
      Files.move(facts.path(), object);
      files.add(file);
    }
    return new HonestMiner(signer.hotkey(), files);
  }

  Hotkey hotkey() {
    return hotkey;
  }

  List<MinerFile> files() {
    return files;
  }

  CarriedOver undecided() {
    return undecided;
  }

  void undecided(CarriedOver files) {
    undecided = files;
  }

  /** What the log says of a file. */
  ChallengeTask.Statement statement(FrozenFile file) {
    return byPath.get(file.key().path()).statement();
  }
}
