package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.store.ListedObject;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FreezeBasis;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.set.SetRebuild;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What the job freezes is what anybody puts together from the topics. */
class CommittedSetTest {

  private static final int FILES = 12;
  private static final Duration MOST_AGE = Duration.ofHours(9);
  private static final CommittedFile OTHERS = Committed.file(Committed.BOB, 90, 4);
  private static final Map<Integer, CommittedFile> SIGNED = new ConcurrentHashMap<>();

  /** A job, and the topics as others see them. */
  private static final class Run {
    final CommittedSet set =
        new CommittedSet(new MemoryState().store(), Committed.AUDIENCE, Committed.NETUID);
    final List<CommittedFile> log = new ArrayList<>();
    final List<Freeze> freezes = new ArrayList<>();
    final Map<String, ListedObject> store = new TreeMap<>();
    Instant now = Committed.STAGED;

    void put(CommittedFile file) throws Exception {
      log.add(file);
      // Messages of other miners stand in between.
      set.put(Committed.notice(file, offset(log.size() - 1)));
    }

    static long offset(int message) {
      return message * 3L + 5;
    }

    void listed(CommittedFile file, ObjectVersion version) {
      String path = file.key().path();
      store.put(path, new ListedObject(path, version, 1, now));
    }

    FrozenSet freeze() throws Exception {
      ListedMiner listed = ListedMiner.of(List.copyOf(store.values()), now, now);
      CommittedSet.Frozen frozen = set.freeze(now.minus(MOST_AGE), listed);
      FrozenSet files = set.frozen(Committed.ANN.hotkey());
      FreezeBasis basis = frozen.basis().orElseThrow();
      Freeze freeze =
          Freeze.of(
              new Freeze.Occasion(
                  Committed.AUDIENCE,
                  Committed.NETUID,
                  ValidateHarness.SETTINGS.schedule(),
                  freezes.size(),
                  ValidateHarness.hash(freezes.size()),
                  Committed.VALIDATOR.hotkey()),
              files,
              RevocationList.EMPTY,
              CarriedOver.NONE);
      freezes.add(freeze.with(basis));
      return files;
    }

    /** The whole topic is handed in: what comes after the freeze makes no difference. */
    FrozenSet rebuilt(int epoch) {
      SetRebuild rebuild = new SetRebuild(freezes.subList(0, epoch + 1));
      for (int i = 0; i < log.size(); i++) {
        rebuild.take(offset(i), Committed.STAGED, log.get(i));
        rebuild.take(offset(i) + 1, Committed.STAGED, OTHERS);
      }
      assertThat(rebuild.build().withoutVersion()).isEmpty();
      return rebuild.build().set();
    }
  }

  @Property(tries = 200)
  void everyFreezeOfALogIsPutTogetherAgain(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Run run = new Run();
    List<FrozenSet> frozen = new ArrayList<>();
    run.put(file(0, run.now));
    for (int step = 0; step < 60; step++) {
      int number = random.nextInt(FILES);
      // A file that comes again may have been staged at another time.
      CommittedFile file = file(number, run.now.minusSeconds(random.nextInt(20_000)));
      switch (random.nextInt(6)) {
        case 0, 1 -> run.put(file);
        case 2 -> run.put(file.withdrawn(9));
        case 3 -> run.listed(file, ObjectVersion.versionId("v" + random.nextInt(3)));
        case 4 -> run.store.remove(file.key().path());
        default -> {
          // Now and then the clock goes back.
          run.now = run.now.plusSeconds(random.nextInt(20_000) - 4_000);
          frozen.add(run.freeze());
        }
      }
    }
    for (int epoch = 0; epoch < frozen.size(); epoch++) {
      FrozenSet again = run.rebuilt(epoch);
      assertThat(again.files()).isEqualTo(frozen.get(epoch).files());
      assertThat(again.merkleRoot()).isEqualTo(frozen.get(epoch).merkleRoot());
    }
  }

  @Test
  void aVersionIsStatedOnce() throws Exception {
    Run run = new Run();
    CommittedFile file = file(1, run.now);
    run.put(file);
    run.listed(file, ObjectVersion.etag("e1"));
    run.freeze();
    run.freeze();
    run.listed(file, ObjectVersion.etag("e2"));
    run.freeze();
    assertThat(run.freezes)
        .extracting(freeze -> freeze.basis().orElseThrow().versions().size())
        .containsExactly(1, 0, 1);
  }

  @Test
  void whereMessagesStoodIsNotKnownOfOldState() throws Exception {
    Run run = new Run();
    run.set.put(Committed.notice(file(1, run.now)));
    assertThat(run.set.freeze(Instant.EPOCH, ListedMiner.unasked()).basis()).isEmpty();
    run.set.put(Committed.notice(file(2, run.now), 7));
    FreezeBasis basis = run.set.freeze(Instant.EPOCH, ListedMiner.unasked()).basis().orElseThrow();
    assertThat(basis.position()).isEqualTo(8);
    assertThat(basis.versions()).hasSize(2);
  }

  private static CommittedFile file(int number, Instant staged) {
    CommittedFile file =
        SIGNED.computeIfAbsent(number, any -> Committed.file(Committed.ANN, number, 4));
    return new CommittedFile(
        file.bucket(), file.key(), file.manifest(), file.lineage(), 3, staged, 1, 0);
  }
}
