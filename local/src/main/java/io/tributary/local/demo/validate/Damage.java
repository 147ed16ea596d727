package io.tributary.local.demo.validate;

import io.tributary.connectors.sink.LakeServices;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What is done to the lake between two epochs: an object altered, another deleted, a file of rows
 * that nobody wrote. All of it is undone afterwards, also by a later run.
 */
final class Damage {

  private static final int FABRICATED_ROWS = 400;

  private final Harm harm;
  private final Fabrication fabrication;

  /**
   * @param owner may read, write and delete any object
   * @param bucket the lake's
   * @param folder what is kept to undo it, and the fabricated file while it is written
   * @param sink services with a sink key of tests
   */
  Damage(S3Client owner, String bucket, Path folder, LakeServices sink) {
    this.harm = new Harm(owner, bucket, folder.resolve("objects"));
    this.fabrication = new Fabrication(sink, folder.resolve("spool"));
  }

  /**
   * Does it; what the store does not let be done is told and left out.
   *
   * @param files of the lake
   * @param say for people
   * @return what was done, by miner
   */
  Map<Hotkey, String> inflict(
      Collection<CommittedFile> files, RandomGenerator random, Instant now, Consumer<String> say)
      throws InterruptedException {
    Map<Hotkey, List<ObjectKey>> byMiner = byMiner(files);
    List<Hotkey> miners = List.copyOf(byMiner.keySet());
    Map<Hotkey, String> done = new LinkedHashMap<>();
    Hotkey first = miners.get(0);
    Hotkey second = miners.get(1 % miners.size());
    Hotkey third = miners.get(2 % miners.size());
    ObjectKey altered = byMiner.get(first).get(0);
    attempt(done, first, "object altered", say, () -> harm.alter(altered));
    Stream<ObjectKey> others = byMiner.get(second).stream().filter(key -> !key.equals(altered));
    others
        .reduce((one, last) -> last)
        .ifPresent(key -> attempt(done, second, "object deleted", say, () -> harm.delete(key)));
    attempt(
        done,
        third,
        "rows fabricated",
        say,
        () -> {
          try {
            fabrication.write(third, new FabricatedRows(random, now).take(FABRICATED_ROWS), now);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
          }
        });
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return done;
  }

  private static Map<Hotkey, List<ObjectKey>> byMiner(Collection<CommittedFile> files) {
    Map<Hotkey, List<ObjectKey>> byMiner = new TreeMap<>(Comparator.comparing(Hotkey::address));
    files.stream()
        .map(CommittedFile::key)
        .sorted(Comparator.comparing(ObjectKey::path))
        .forEach(
            key -> byMiner.computeIfAbsent(key.hotkey(), hotkey -> new ArrayList<>()).add(key));
    return byMiner;
  }

  /** Something that the store may refuse. */
  @FunctionalInterface
  private interface Act {
    void carryOut() throws IOException;
  }

  private static void attempt(
      Map<Hotkey, String> done, Hotkey miner, String what, Consumer<String> say, Act act) {
    try {
      act.carryOut();
      done.merge(miner, what, (one, other) -> one + ", " + other);
    } catch (IOException e) {
      say.accept(what + " is left out: " + e.getMessage());
    }
  }

  /**
   * Undoes what this run or an earlier one did.
   *
   * @param files that are published
   */
  void undo(Collection<CommittedFile> files) throws IOException, InterruptedException {
    harm.undo();
    List<CommittedFile> fabricated =
        files.stream().filter(file -> file.lineage().equals(Fabrication.LINE)).toList();
    for (CommittedFile file : fabricated) {
      harm.remove(file.key());
      fabrication.withdraw(file);
    }
  }
}
