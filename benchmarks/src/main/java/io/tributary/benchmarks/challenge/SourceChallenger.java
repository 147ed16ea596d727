package io.tributary.benchmarks.challenge;

import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.challenge.FileChallenge;
import io.tributary.lake.challenge.RangeSource;
import io.tributary.lake.check.ItemSalt;

/** Challenges the files of any source. Thread-safe. */
record SourceChallenger(RangeSource source) implements FileChallenger {

  @Override
  public ChallengeResult challenge(ChallengeTask task, ItemSalt salt) {
    return new FileChallenge(source, ChallengeOptions.DEFAULTS, salt, System::nanoTime).run(task);
  }

  @Override
  public void close() {}
}
