package io.tributary.lake.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.SourceId;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Good files with bytes changed at random and everything signed anew, so that no digest keeps the
 * bytes from the parsers: never anything but a result.
 */
class ChallengeFuzzTest {

  private static final SignedFile X = SignedFile.honest(SourceId.X, 120, 1);
  private static final SignedFile REDDIT = SignedFile.honest(SourceId.REDDIT, 120, 2);

  @Property(tries = 200)
  void changedDataIsJudged(
      @ForAll long seed, @ForAll boolean x, @ForAll @IntRange(min = 1, max = 40) int bytes) {
    Forgery forgery = Forgery.of(x ? X : REDDIT);
    Random random = new Random(seed);
    byte[] data = forgery.data();
    for (int i = 0; i < bytes; i++) {
      data[4 + random.nextInt(data.length - 4)] = (byte) random.nextInt(256);
    }
    assertJudged(forgery.sign());
  }

  @Property(tries = 200)
  void changedColumnsAreJudged(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int bytes) {
    Forgery forgery = Forgery.of(X);
    Random random = new Random(seed);
    String[] columns = {"text", "url", "tweet_id", "username", "label", "view_count"};
    String column = columns[random.nextInt(columns.length)];
    int place = forgery.place(column);
    // Headers of pages are short: changes fall into one often enough.
    byte[] chunk = forgery.chunk(0, place);
    for (int i = 0; i < bytes; i++) {
      chunk[random.nextInt(Math.min(chunk.length, 60))] = (byte) random.nextInt(256);
    }
    System.arraycopy(chunk, 0, forgery.data(), forgery.offset(0, place), chunk.length);
    assertJudged(forgery.sign());
  }

  @Property(tries = 200)
  void changedPagesAreJudged(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int bytes) {
    Forgery forgery = Forgery.of(X);
    Random random = new Random(seed);
    byte[] body = forgery.body(0, "text");
    for (int i = 0; i < bytes; i++) {
      body[random.nextInt(random.nextBoolean() ? body.length : 24)] = (byte) random.nextInt(256);
    }
    assertJudged(forgery.repage(0, "text", h -> {}, body).sign());
  }

  @Property(tries = 200)
  void changedTailsAreJudged(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int bytes) {
    Random random = new Random(seed);
    byte[] file = X.bytes().clone();
    int dataLength = (int) X.facts().dataLength();
    for (int i = 0; i < bytes; i++) {
      file[dataLength + random.nextInt(file.length - dataLength)] = (byte) random.nextInt(256);
    }
    ChallengeResult result =
        judge(SignedFile.claim(file, SourceId.X, 120, dataLength, SignedFile.LEAF));
    // A leaf's digest may have been changed.
    assertThat(result.file().findings())
        .extracting(VerdictFinding::reason)
        .doesNotContain(VerdictReason.TAIL_ALTERED, VerdictReason.BUDGET_EXCEEDED);
  }

  private static void assertJudged(SignedFile file) {
    // The store was honest: whatever is wrong is in what the miner signed.
    assertThat(judge(file).file().findings())
        .extracting(VerdictFinding::reason)
        .doesNotContain(
            VerdictReason.STORE_UNAVAILABLE,
            VerdictReason.LEAF_ALTERED,
            VerdictReason.TAIL_ALTERED,
            VerdictReason.BUDGET_EXCEEDED);
  }

  private static ChallengeResult judge(SignedFile file) {
    long began = System.nanoTime();
    ChallengeResult result = Challenges.all(file);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    return result;
  }
}
