package io.tributary.lake.challenge;

import static io.tributary.lake.challenge.Challenges.OPTIONS;
import static io.tributary.lake.challenge.Challenges.details;
import static io.tributary.lake.challenge.Challenges.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.check.ContentTally;
import io.tributary.lake.draw.RowDraw;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileChallengeTest {

  private static final SignedFile FILE = SignedFile.honest(SourceId.X, 350, 1);

  private final FakeStore store = new FakeStore();

  @ParameterizedTest
  @EnumSource(SourceId.class)
  void anHonestFilePassesWhole(SourceId source) {
    SignedFile file = SignedFile.honest(source, 350, 2);
    ChallengeResult result = Challenges.of(store, OPTIONS).run(file.everything(store.put(file)));
    assertThat(result.file().findings()).isEmpty();
    long x = source == SourceId.X ? 350 : 0;
    assertThat(result.tally()).isEqualTo(new ContentTally(350, 0, 0, x, x, 350, 350));
    assertThat(result.items().size()).isEqualTo(350);
    assertThat(result.sampledRows()).hasSize(4);
    assertThat(result.sampledRows().get(0).texts()).containsKeys("username", "label");
    assertThat(result.file().requests()).isEqualTo(store.ranges().size() + 2);
  }

  @Test
  void onlyWhatWasDrawnIsRead() {
    ObjectVersion version = store.put(FILE);
    ChallengeResult result =
        Challenges.of(store, OPTIONS.withMaxGapBytes(0))
            .run(FILE.task(version, List.of(3L, 7L), List.of(), false));
    assertThat(result.file().findings()).isEmpty();
    long tail = FILE.facts().sizeBytes() - FILE.facts().dataLength();
    assertThat(result.file().bytesRead()).isEqualTo(tail + 2 * SignedFile.LEAF);
    assertThat(result.tally()).isEqualTo(ContentTally.NONE);
  }

  @Test
  void aLeafIsNotReadTwice() {
    ObjectVersion version = store.put(FILE);
    List<RowDraw> rows = List.of(new RowDraw(RowDraw.Kind.ROWS, 0, 120));
    FileChallenge challenge = Challenges.of(store, OPTIONS.withMaxGapBytes(0));
    long without = challenge.run(FILE.task(version, List.of(), rows, false)).file().bytesRead();
    long all =
        challenge
            .run(FILE.task(version, FILE.everything(version).leaves(), rows, false))
            .file()
            .bytesRead();
    assertThat(without).isLessThan(FILE.facts().sizeBytes());
    assertThat(all).isEqualTo(FILE.facts().sizeBytes());
  }

  @Test
  void anyAlteredByteOfTheDrawnOnesIsFound() {
    Random random = new Random(3);
    for (int round = 0; round < 60; round++) {
      byte[] altered = FILE.bytes().clone();
      int at = random.nextInt(altered.length);
      altered[at] ^= (byte) (1 << random.nextInt(8));
      FakeStore other = new FakeStore();
      ObjectVersion version = other.put(FILE.key(), altered);
      ChallengeResult result = Challenges.of(other, OPTIONS).run(FILE.everything(version));
      assertThat(reasons(result))
          .as("byte %s", at)
          .containsExactly(
              at < FILE.facts().dataLength()
                  ? VerdictReason.LEAF_ALTERED
                  : VerdictReason.TAIL_ALTERED);
    }
  }

  @Test
  void aFaultOnTheWayIsNotTakenForOneOfTheObject() {
    ObjectVersion version = store.put(FILE);
    store.corruptReads(1);
    assertThat(Challenges.of(store, OPTIONS).run(FILE.everything(version)).file().findings())
        .isEmpty();
  }

  @Test
  void custodyIsFoundByItsCode() {
    ObjectVersion first = store.put(FILE);
    ObjectVersion none = ObjectVersion.versionId("v9");
    assertReasons(FILE.everything(none), VerdictReason.OBJECT_MISSING);
    store.put(FILE.key(), new byte[10]);
    assertReasons(FILE.everything(first), VerdictReason.OBJECT_REPLACED);
    assertReasons(FILE.everything(ObjectVersion.versionId("v2")), VerdictReason.OBJECT_SIZE);
    assertReasons(
        FILE.everything(ObjectVersion.etag(FakeStore.etag(FILE.bytes()))),
        VerdictReason.OBJECT_REPLACED);
    store.delete(FILE.key());
    assertReasons(FILE.everything(first), VerdictReason.OBJECT_MISSING);
  }

  @Test
  void aListingThatMissedAnObjectHarmsNobody() {
    assertReasons(FILE.everything(ObjectVersion.NONE), VerdictReason.OBJECT_MISSING);
    store.put(FILE);
    assertReasons(FILE.everything(ObjectVersion.NONE));
  }

  @Test
  void aManifestThatDoesNotHoldIsInvalid() {
    ObjectVersion version = store.put(FILE);
    ChallengeTask good = FILE.everything(version);
    ChallengeTask.Statement said = good.statement();
    byte[] flipped = said.manifest().bytes();
    flipped[flipped.length - 10] ^= 1;
    SignedFile other = SignedFile.honest(SourceId.X, 350, 5);
    List<ChallengeTask.Statement> bad =
        List.of(
            statement(said, Octets.of(flipped), Duration.ZERO),
            statement(said, Octets.of(new byte[3]), Duration.ZERO),
            statement(said, Octets.of(other.manifest().encode()), Duration.ZERO),
            statement(said, said.manifest(), Duration.ofDays(-1)));
    for (ChallengeTask.Statement statement : bad) {
      ChallengeTask task =
          new ChallengeTask(0, good.file(), statement, good.leaves(), good.rows(), true);
      assertReasons(task, VerdictReason.MANIFEST_INVALID);
    }
    assertThat(store.ranges()).isEmpty();
  }

  @Test
  void everyFaultOfTheStoreAtEveryCallIsNobodysFault() {
    ObjectVersion version = store.put(FILE);
    FileChallenge challenge = Challenges.of(store, OPTIONS.withMaxGapBytes(0));
    long calls = challenge.run(FILE.everything(version)).file().requests();
    assertThat(calls).isGreaterThan(5);
    for (ReadException.Fault fault :
        List.of(ReadException.Fault.UNAVAILABLE, ReadException.Fault.REFUSED)) {
      for (int at = 0; at < calls; at++) {
        int failing = at;
        FakeStore faulty = new FakeStore();
        faulty.put(FILE);
        faulty.trouble(
            call -> {
              if (call == failing) {
                throw new ReadException(fault, "injected");
              }
            });
        ChallengeResult result =
            Challenges.of(faulty, OPTIONS.withMaxGapBytes(0)).run(FILE.everything(version));
        assertThat(reasons(result))
            .containsExactly(
                fault == ReadException.Fault.REFUSED
                    ? VerdictReason.READ_REFUSED
                    : VerdictReason.STORE_UNAVAILABLE);
        assertThat(result.file().requests()).isEqualTo(at + 1L);
      }
    }
  }

  @Test
  void budgetsOfBytesRequestsAndTimeEndInNoEvidence() {
    ObjectVersion version = store.put(FILE);
    ChallengeResult bytes = within(30_000, 10_000).run(FILE.everything(version));
    assertThat(reasons(bytes)).containsExactly(VerdictReason.BUDGET_EXCEEDED);
    assertThat(bytes.file().bytesRead()).isLessThanOrEqualTo(30_000);
    ChallengeResult requests = within(1 << 30, 3).run(FILE.everything(version));
    assertThat(details(requests)).contains("BUDGET_EXCEEDED: more than 3 requests for one file");
    AtomicLong clock = new AtomicLong();
    FileChallenge slow =
        new FileChallenge(store, OPTIONS, Challenges.SALT, () -> clock.addAndGet(60_000_000_000L));
    assertThat(details(slow.run(FILE.everything(version))))
        .contains("BUDGET_EXCEEDED: more than PT2M for one file");
  }

  private FileChallenge within(long bytes, int requests) {
    Thresholds defaults = Thresholds.DEFAULTS;
    return Challenges.of(
        store,
        OPTIONS
            .withMaxGapBytes(0)
            .withThresholds(
                new Thresholds(defaults.content(), defaults.signingTolerance(), bytes, requests)));
  }

  private static ChallengeTask.Statement statement(
      ChallengeTask.Statement said, Octets manifest, Duration later) {
    return new ChallengeTask.Statement(
        said.audience(),
        said.netuid(),
        manifest,
        said.appendedAt().plus(later),
        said.revocations());
  }

  private void assertReasons(ChallengeTask task, VerdictReason... reasons) {
    ChallengeResult result = Challenges.of(store, OPTIONS).run(task);
    assertThat(reasons(result)).as(details(result)).containsExactly(reasons);
  }
}
