package io.tributary.benchmarks.challenge;

import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.jobs.validate.ChallengeLimits;
import io.tributary.jobs.validate.ChallengeRunner;
import io.tributary.jobs.validate.MinerEvidence;
import io.tributary.jobs.validate.ValidationServices;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.RowOracle;
import io.tributary.lake.threshold.ContentOptions;
import java.util.List;
import java.util.Optional;

/**
 * Asks for what an epoch has drawn, as a subtask of the job does: with its threads, its attempts
 * and its thresholds. Not thread-safe.
 */
final class Epochs implements AutoCloseable {

  /** Whoever validates. */
  static final LocalSigner VALIDATOR = LocalSigner.fromMiniSecret(new byte[32]);

  private final ChallengeRunner runner;

  Epochs(FileChallenger challenger) {
    runner =
        new ChallengeRunner(
            new ValidationServices.Opened(
                VALIDATOR, challenger, () -> true, Optional.empty(), RowOracle.NONE),
            ChallengeLimits.DEFAULTS,
            ContentOptions.DEFAULTS,
            System::nanoTime);
  }

  /** What came, once all is there. */
  record Answer(MinerEvidence evidence, Cost cost) {}

  Answer ask(Examination examination, List<ChallengeTask> tasks) {
    long begin = System.nanoTime();
    MinerEvidence evidence = runner.run(tasks, examination.salt(), List.of()).join();
    return new Answer(evidence, Cost.of(evidence.evidence().files(), System.nanoTime() - begin));
  }

  @Override
  public void close() {
    runner.close();
  }
}
