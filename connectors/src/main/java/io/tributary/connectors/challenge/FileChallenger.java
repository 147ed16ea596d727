package io.tributary.connectors.challenge;

import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ItemSalt;
import java.io.IOException;

/**
 * Challenges files of the deployment's bucket. Thread-safe: several files are challenged at once,
 * each by a thread that waits.
 *
 * <p>Whatever a file holds is a finding and never an exception, and so is a store that does not
 * answer or refuses: a finding without evidence, after which the same file is asked for again.
 * Every byte and request that was spent is counted in the answer. Memory and time are bounded
 * whatever the file claims.
 */
public interface FileChallenger extends AutoCloseable {

  /**
   * Challenges one file, its manifest first.
   *
   * @param salt of the epoch; the items of the answer are sampled by it
   * @throws InterruptedException if the thread is interrupted, which ends the challenge
   */
  ChallengeResult challenge(ChallengeTask task, ItemSalt salt) throws InterruptedException;

  @Override
  void close() throws IOException;
}
