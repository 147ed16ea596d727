package io.tributary.local.s3;

import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A running store, two miners, and clients for whoever asks. */
final class S3TestBed implements AutoCloseable {

  static final String BUCKET = "lake";
  static final Hotkey ALICE = new Hotkey("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
  static final Hotkey BOB = new Hotkey("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty");

  private final Path root;
  private final SettableClock clock = new SettableClock();
  private EmbeddedS3 server;

  S3TestBed(Path folder) throws IOException {
    this.root = folder.resolve("s3");
    this.server = EmbeddedS3.start(root, BUCKET, clock, 0);
  }

  /** A clock that can be moved ahead. */
  static final class SettableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void advance(Duration by) {
      ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  EmbeddedS3 server() {
    return server;
  }

  SettableClock clock() {
    return clock;
  }

  Path file(String key) {
    return root.resolve(BUCKET).resolve(key);
  }

  Path root() {
    return root;
  }

  void restart() throws IOException {
    server.close();
    server = EmbeddedS3.start(root, BUCKET, clock, 0);
  }

  StoreOptions options() {
    return StoreOptions.compatible(server.endpoint(), BUCKET)
        .withPatience(Duration.ofSeconds(10), Duration.ofSeconds(30), 4)
        .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2));
  }

  static String prefix(Hotkey miner) {
    return ObjectKey.prefix(SourceId.X, miner);
  }

  static ObjectKey key(Hotkey miner, int number) {
    return ObjectKey.of(
        SourceId.X,
        miner,
        Instant.parse("2026-11-22T10:00:00Z"),
        10,
        String.format("%016x", number));
  }

  static String uploadPolicy(Hotkey miner) {
    return ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['s3:PutObject',"
            + "'s3:GetObject','s3:AbortMultipartUpload','s3:ListMultipartUploadParts'],"
            + "'Resource':'arn:aws:s3:::lake/PREFIX*'},{'Effect':'Allow','Action':'s3:ListBucket',"
            + "'Resource':'arn:aws:s3:::lake','Condition':{'StringLike':{'s3:prefix':'PREFIX*'}}}]}")
        .replace('\'', '"')
        .replace("PREFIX", prefix(miner));
  }

  IssuedCredentials session(Hotkey miner) {
    return session(server.uploadRoleArn(), uploadPolicy(miner));
  }

  IssuedCredentials session(String roleArn, String policy) {
    try (StsClient sts = sts(server.operatorCredentials())) {
      Credentials issued =
          sts.assumeRole(
                  r ->
                      r.roleArn(roleArn)
                          .roleSessionName("test-session")
                          .policy(policy)
                          .durationSeconds(900))
              .credentials();
      return new IssuedCredentials(
          issued.accessKeyId(),
          issued.secretAccessKey(),
          issued.sessionToken(),
          issued.expiration());
    }
  }

  StsClient sts(AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(server.stsEndpoint())
        .region(Region.US_EAST_1)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(o -> o.retryStrategy(b -> b.maxAttempts(1)))
        .build();
  }

  static AwsSessionCredentials aws(IssuedCredentials issued) {
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }

  S3Client client(IssuedCredentials issued) {
    return client(aws(issued), true, false);
  }

  S3Client operator() {
    return client(server.operatorCredentials(), true, true);
  }

  S3Client client(AwsCredentials credentials, boolean chunked, boolean checksums) {
    return S3Client.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        // Clients of one process share connections, one of which a refusal may have ended.
        .overrideConfiguration(o -> o.retryStrategy(b -> b.maxAttempts(3)))
        .requestChecksumCalculation(
            checksums
                ? RequestChecksumCalculation.WHEN_SUPPORTED
                : RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(chunked).build())
        .build();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
