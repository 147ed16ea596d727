package io.tributary.lake.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tributary.lake.proof.FuzzBounds;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictCodec;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import java.time.Duration;

/**
 * Any bytes as a file that its miner signed, with leaf digests that hold: challenged whole and
 * judged, it gets a verdict of what is in it.
 */
class FileFuzzTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  /** A page may claim 32 MiB, and a column is read no further than its first page that lied. */
  private static final long MOST_BYTES = 512 << 20;

  @FuzzTest
  void isJudged(byte[] bytes) throws Exception {
    SignedFile file = FuzzedFile.read(bytes);
    if (file == null) {
      return;
    }
    FuzzBounds.within(
        SOON,
        MOST_BYTES,
        () -> {
          assertOfTheMiner(Challenges.all(file));
          Verdict verdict = JudgedEpoch.verdict(file);
          byte[] encoded = VerdictCodec.encode(verdict);
          assertThat(VerdictCodec.decode(encoded)).isEqualTo(verdict);
        });
  }

  private static void assertOfTheMiner(ChallengeResult result) {
    assertThat(result.file().findings())
        .extracting(VerdictFinding::reason)
        .doesNotContain(
            VerdictReason.STORE_UNAVAILABLE,
            VerdictReason.TAIL_ALTERED,
            VerdictReason.BUDGET_EXCEEDED);
  }
}
