package io.tributary.benchmarks.faults;

import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.benchmarks.chaos.S3Proxy;
import io.tributary.connectors.challenge.CanaryKey;
import io.tributary.connectors.challenge.S3Canary;
import io.tributary.connectors.challenge.S3FileChallenger;
import io.tributary.connectors.credentials.ReaderCredentials;
import io.tributary.connectors.store.S3MinerListing;
import io.tributary.connectors.store.S3RangeSource;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.jobs.validate.ValidationServices;
import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.check.RowOracle;
import io.tributary.local.s3.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A lake that is reached through the weather, with the services by which the job reads it. The job
 * waits longer than is waited here, and no less often.
 */
final class StormyLake implements AutoCloseable {

  private static final String BUCKET = "lake";
  private static final Duration ATTEMPT = Duration.ofMillis(700);
  private static final Duration CALL = Duration.ofSeconds(4);
  private static final int ATTEMPTS = 6;

  private final EmbeddedS3 store;
  private final S3Proxy proxy;
  private final AwsSts sts;
  private final ValidationServices.Opened services;

  /**
   * @param folder of the store
   * @param validator under whose prefix the canary lies
   * @param clock by which the reader's own trouble is forgotten
   */
  StormyLake(Path folder, LocalSigner validator, Weather weather, InstantSource clock)
      throws IOException {
    store = EmbeddedS3.start(folder, BUCKET, Clock.systemUTC(), 0);
    proxy = new S3Proxy(store.endpoint(), weather);
    sts =
        new AwsSts(
            new StsOptions(
                Optional.of(store.stsEndpoint()),
                "us-east-1",
                store.uploadRoleArn(),
                store.readRoleArn(),
                StaticCredentialsProvider.create(store.operatorCredentials())));
    weather.onSessionsEnded(store::endSessions);
    StoreOptions options =
        StoreOptions.compatible(proxy.endpoint(), BUCKET)
            .withPatience(ATTEMPT, CALL, ATTEMPTS)
            .withBackoff(Duration.ofMillis(1), Duration.ofMillis(20));
    ReaderCredentials credentials =
        new ReaderCredentials(new StormySessions(sts, BUCKET, weather), Duration.ofHours(1), clock);
    CanaryKey canary = CanaryKey.of(validator.hotkey());
    Path object = bucket(folder).resolve(canary.path());
    Files.createDirectories(object.getParent());
    Files.writeString(object, "canary");
    S3RangeSource source = new S3RangeSource(options, credentials);
    services =
        new ValidationServices.Opened(
            validator,
            new S3FileChallenger(source, ChallengeOptions.DEFAULTS, credentials),
            new S3Canary(source, credentials, canary),
            Optional.of(
                new StormyListing(new S3MinerListing(options, credentials, false), weather)),
            RowOracle.NONE);
  }

  /** Where objects lie, below a store's folder. */
  static Path bucket(Path folder) {
    return folder.resolve(BUCKET);
  }

  ValidationServices.Opened services() {
    return services;
  }

  @Override
  public void close() throws IOException {
    try (EmbeddedS3 closesLast = store;
        S3Proxy closesThird = proxy;
        AwsSts closesSecond = sts;
        ValidationServices.Opened closesFirst = services) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }
}
