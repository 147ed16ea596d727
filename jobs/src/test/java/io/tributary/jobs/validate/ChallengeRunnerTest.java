package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.challenge.Canary;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.Evidence;
import io.tributary.lake.verdict.VerdictReason;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChallengeRunnerTest {

  /** One after the other, so that it is known who asks for the canary when. */
  private static final ChallengeLimits ONE_BY_ONE =
      new ChallengeLimits(1, 1, 1, Duration.ofMillis(1), Duration.ofMinutes(1));

  private final FrozenFile file = Committed.frozen(Committed.ANN, 1, 8);
  private final FakeChallenger challenger = new FakeChallenger();

  private Evidence evidence(Canary canary) {
    ChallengeTask.Statement statement =
        new ChallengeTask.Statement(
            Committed.AUDIENCE,
            Committed.NETUID,
            Octets.of(new byte[] {1}),
            Committed.STAGED,
            grant -> Optional.empty());
    ChallengeTask task = new ChallengeTask(0, file, statement, List.of(0L), List.of(), false);
    try (ChallengeRunner runner =
        new ChallengeRunner(
            new ValidationServices.Opened(
                Committed.VALIDATOR, challenger, canary, Optional.empty(), challenger.oracle()),
            ONE_BY_ONE,
            ContentOptions.DEFAULTS,
            System::nanoTime)) {
      return runner.run(List.of(task), new ItemSalt(7), List.of()).join().evidence();
    }
  }

  @Test
  void anOutageThatBeginsAndEndsWhileFilesAreReadIsSeen() {
    challenger.find(file.key().path(), VerdictReason.STORE_UNAVAILABLE);
    Iterator<Boolean> readable = List.of(true, false, true).iterator();

    assertThat(evidence(readable::next).canaryReadable()).isFalse();
    assertThat(readable).isExhausted();
  }

  @Test
  void aFileThatAloneCannotBeReadIsNoOutage() {
    challenger.find(file.key().path(), VerdictReason.READ_REFUSED);

    assertThat(evidence(() -> true).canaryReadable()).isTrue();
  }

  @Test
  void whereAFileIsReadTheCanaryIsAskedBeforeAndAfterOnly() {
    Iterator<Boolean> readable = List.of(true, true).iterator();

    assertThat(evidence(readable::next).canaryReadable()).isTrue();
    assertThat(readable).isExhausted();
  }
}
