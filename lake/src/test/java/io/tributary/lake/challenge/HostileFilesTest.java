package io.tributary.lake.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.check.ContentTally;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.plan.ByteRange;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are signed and hash as they should, and are made to exhaust or confuse their reader.
 * Each ends with its code and detail, soon and without much memory; nothing is thrown.
 */
class HostileFilesTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  static Stream<HostileFile> files() {
    return Stream.concat(HostileFooters.all(), HostilePages.all());
  }

  @ParameterizedTest
  @MethodSource("files")
  void endsWithItsCode(HostileFile hostile) {
    SignedFile file = hostile.file().get();
    long began = System.nanoTime();
    ChallengeResult result = Challenges.all(file);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(Challenges.reasons(result))
        .as(Challenges.details(result))
        .first()
        .isEqualTo(VerdictReason.FILE_MALFORMED);
    assertThat(Challenges.details(result)).contains(hostile.detail());
  }

  @Test
  void theForgerItselfChangesNothingThatIsFound() {
    assertThat(Challenges.all(HostileFile.forge().sign()).file().findings()).isEmpty();
    assertThat(Challenges.all(HostileFile.forge().dropIndexes().sign()).file().findings())
        .isEmpty();
    Forgery same =
        HostileFile.forge().repage(0, "text", h -> {}, HostileFile.forge().body(0, "text"));
    assertThat(Challenges.all(same.sign()).file().findings()).isEmpty();
  }

  /** Ten gigabytes are claimed of an object that is small, and of one that sends without end. */
  @Test
  void claimsOfTenGigabytesCostNothing() {
    long tenGigabytes = 10L << 30;
    SignedFile claim = claim(tenGigabytes, tenGigabytes - 60_000);
    FakeStore store = new FakeStore();
    ObjectVersion version = store.put(claim);
    ChallengeTask task = claim.task(version, List.of(0L), List.of(), false);
    ChallengeResult small = Challenges.of(store, Challenges.OPTIONS).run(task);
    assertThat(Challenges.reasons(small)).containsExactly(VerdictReason.OBJECT_SIZE);
    ChallengeResult endless = Challenges.of(endless(tenGigabytes), Challenges.OPTIONS).run(task);
    assertThat(Challenges.reasons(endless)).containsExactly(VerdictReason.TAIL_ALTERED);
    assertThat(endless.file().bytesRead()).isEqualTo(2 * 60_000);
    SignedFile tail = claim(tenGigabytes, 1000);
    ChallengeResult bomb =
        Challenges.of(endless(tenGigabytes), Challenges.OPTIONS)
            .run(tail.task(version, List.of(0L), List.of(), false));
    assertThat(Challenges.details(bomb)).contains("FILE_MALFORMED: TAIL_TOO_LARGE");
    assertThat(bomb.tally()).isEqualTo(ContentTally.NONE);
    assertThat(bomb.file().bytesRead()).isZero();
  }

  private static SignedFile claim(long size, long dataLength) {
    var facts =
        new EncodedFile(
            Path.of("none"),
            SourceId.X,
            size,
            dataLength,
            SignedFile.LEAF,
            250,
            1,
            2,
            HostileFile.HONEST.facts().wholeDigest(),
            HostileFile.HONEST.facts().tailDigest(),
            1);
    return SignedFile.sign(new byte[100], facts);
  }

  private static RangeSource endless(long size) {
    return new RangeSource() {
      @Override
      public ObjectHead head(ObjectKey key, ObjectVersion version) {
        return new ObjectHead(Optional.of(version.text()), "e", size);
      }

      @Override
      public ObjectHead headCurrent(ObjectKey key) {
        return new ObjectHead(Optional.of("v1"), "e", size);
      }

      @Override
      public byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) {
        return new byte[(int) range.length()];
      }
    };
  }
}
