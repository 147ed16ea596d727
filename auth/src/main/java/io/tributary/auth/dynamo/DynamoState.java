package io.tributary.auth.dynamo;

import io.tributary.auth.AuthState;
import io.tributary.auth.Quota;
import io.tributary.auth.QuotaLimits;
import io.tributary.auth.ReplayStore;
import io.tributary.auth.RevocationIntake;
import io.tributary.auth.RevocationStore;
import io.tributary.auth.evidence.EvidenceLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * All that a service remembers, in one table. What it gives is thread-safe, answers or fails within
 * three seconds a call, and ends with {@link #close}.
 */
public final class DynamoState implements AutoCloseable {

  private static final Duration CALL = Duration.ofSeconds(3);
  private static final Duration ATTEMPT = Duration.ofMillis(1_500);
  private static final int MOST_ATTEMPTS = 3;

  private final StateTable table;

  /** Over a client that the caller configured; closing this closes it. */
  public DynamoState(DynamoDbClient client, String table) {
    this.table = new StateTable(client, table);
  }

  /** Opens a client. Nothing is asked of the table yet. */
  public static DynamoState open(DynamoOptions options) {
    return open(
        options,
        UrlConnectionHttpClient.builder().connectionTimeout(ATTEMPT).socketTimeout(ATTEMPT));
  }

  /** Opens a client over another HTTP client, which it closes. */
  public static DynamoState open(DynamoOptions options, SdkHttpClient.Builder<?> http) {
    DynamoDbClientBuilder builder =
        DynamoDbClient.builder()
            .region(Region.of(options.region()))
            .credentialsProvider(options.credentials())
            .endpointDiscoveryEnabled(false)
            .httpClientBuilder(http)
            .overrideConfiguration(
                o ->
                    o.apiCallTimeout(CALL)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MOST_ATTEMPTS)
                                .build()));
    options.endpoint().ifPresent(builder::endpointOverride);
    return new DynamoState(builder.build(), options.table());
  }

  /**
   * What a service remembers, all of it here.
   *
   * @param clock by which copies of revocations grow old
   * @param random names each use of a request; must be safe for threads and not be foreseen, such
   *     as {@code SecureRandom}
   */
  public AuthState state(QuotaLimits limits, InstantSource clock, RandomGenerator random) {
    return new AuthState(
        replays(random),
        quota(limits),
        revocations(clock),
        new DynamoQuota(table, "REVOKING", RevocationIntake.LIMITS),
        evidence());
  }

  /**
   * Used requests.
   *
   * @param random names each use; must be safe for threads and not be foreseen, such as {@code
   *     SecureRandom}
   */
  public ReplayStore replays(RandomGenerator random) {
    Objects.requireNonNull(random, "random");
    return new DynamoReplayStore(
        table,
        () -> {
          byte[] name = new byte[16];
          random.nextBytes(name);
          return HexFormat.of().formatHex(name);
        });
  }

  /** Allowances of requests. */
  public Quota quota(QuotaLimits limits) {
    return new DynamoQuota(table, "QUOTA", limits);
  }

  /** Revocations, a copy of which is used for ten seconds of this clock. */
  public RevocationStore revocations(InstantSource clock) {
    return new DynamoRevocationStore(table, clock);
  }

  /** Evidence. */
  public EvidenceLog evidence() {
    return new DynamoEvidenceLog(table);
  }

  @Override
  public void close() {
    table.client().close();
  }
}
