package io.tributary.connectors.challenge;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.store.S3RangeSource;
import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.challenge.FileChallenge;
import io.tributary.lake.check.ItemSalt;
import java.util.Objects;

/** Challenges files where they are, on S3, with credentials to read each miner's. Thread-safe. */
public final class S3FileChallenger implements FileChallenger {

  private final S3RangeSource source;
  private final ChallengeOptions options;
  private final CredentialSource credentials;

  /**
   * @param source where files are read; closed with this
   * @param options how a file is challenged
   * @param credentials those of the source; closed with this, after it
   */
  public S3FileChallenger(
      S3RangeSource source, ChallengeOptions options, CredentialSource credentials) {
    this.source = Objects.requireNonNull(source, "source");
    this.options = Objects.requireNonNull(options, "options");
    this.credentials = Objects.requireNonNull(credentials, "credentials");
  }

  @Override
  public ChallengeResult challenge(ChallengeTask task, ItemSalt salt) throws InterruptedException {
    ChallengeResult result = new FileChallenge(source, options, salt, System::nanoTime).run(task);
    if (Thread.interrupted()) {
      // What the source could not read any more would look like a store that does not answer.
      throw new InterruptedException("while " + task.file().key() + " was challenged");
    }
    return result;
  }

  @Override
  public void close() {
    try (credentials) {
      source.close();
    }
  }
}
