package io.tributary.local.demo.run;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.registry.FileHotkeyRegistry;
import io.tributary.hotkey.registry.RegistryUnavailableException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.local.flink.LocalCluster;
import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import io.tributary.local.s3.EmbeddedS3;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The running parts: Kafka, S3 with STS (embedded or the given ones), the authentication service
 * and a Flink cluster. Closing stops them in reverse order.
 */
final class DemoStack implements AutoCloseable {

  private static final int PARTITIONS = 4;
  static final int PARALLELISM = 2;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private EmbeddedKafka kafka;
  private LocalCluster cluster;
  private AuthServer auth;
  private DemoOptions.ExternalS3 s3;
  private AwsCredentialsProvider owner;

  private DemoStack() {}

  static DemoStack start(
      DemoFolder folder, Octets sinkKey, Optional<DemoOptions.ExternalS3> external)
      throws Exception {
    return start(folder, Set.of(sinkKey), external, PARALLELISM);
  }

  /**
   * Starts everything.
   *
   * @param slots of the cluster
   */
  static DemoStack start(
      DemoFolder folder, Set<Octets> sinkKeys, Optional<DemoOptions.ExternalS3> external, int slots)
      throws Exception {
    DemoStack stack = new DemoStack();
    try {
      stack.startAll(folder, sinkKeys, external, slots);
      return stack;
    } catch (Exception e) {
      try {
        stack.close();
      } catch (Exception suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private void startAll(
      DemoFolder folder, Set<Octets> sinkKeys, Optional<DemoOptions.ExternalS3> external, int slots)
      throws Exception {
    kafka = add(EmbeddedKafka.start(folder.kafka()));
    Topics.create(kafka.bootstrapServers(), PARTITIONS, (short) 1);
    StsOptions sts = external.isPresent() ? external(external.get()) : embedded(folder);
    auth = add(startAuth(folder, sinkKeys, sts));
    cluster = add(LocalCluster.start(folder.checkpoints(), slots));
  }

  private StsOptions external(DemoOptions.ExternalS3 given) {
    s3 = given;
    owner = add(DefaultCredentialsProvider.builder().build());
    return new StsOptions(
        given.stsEndpoint(),
        given.region(),
        given.roleArn(),
        given.readRoleArn().orElse(given.roleArn()),
        owner);
  }

  private StsOptions embedded(DemoFolder folder) throws IOException {
    EmbeddedS3 store = add(EmbeddedS3.start(folder.s3(), DemoFolder.BUCKET, Clock.systemUTC(), 0));
    s3 =
        new DemoOptions.ExternalS3(
            Optional.of(store.endpoint()),
            Optional.of(store.stsEndpoint()),
            "us-east-1",
            true,
            true,
            store.bucket(),
            store.uploadRoleArn(),
            Optional.of(store.readRoleArn()));
    owner = StaticCredentialsProvider.create(store.operatorCredentials());
    return new StsOptions(
        s3.stsEndpoint(), s3.region(), store.uploadRoleArn(), store.readRoleArn(), owner);
  }

  private AuthServer startAuth(DemoFolder folder, Set<Octets> sinkKeys, StsOptions sts)
      throws IOException, RegistryUnavailableException {
    Deployment deployment =
        new Deployment(DemoFolder.AUDIENCE, DemoFolder.NETUID, s3.bucket(), sinkKeys);
    AuthServer server =
        new AuthServer(
            AuthOptions.of(deployment, folder.auth()),
            FileHotkeyRegistry.open(folder.registry(), DemoFolder.NETUID),
            add(new AwsSts(sts)),
            Clock.systemUTC(),
            new SecureRandom());
    return server.start();
  }

  private <T extends AutoCloseable> T add(T part) {
    running.push(part);
    return part;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  URI authEndpoint() {
    return auth.uri();
  }

  LocalCluster cluster() {
    return cluster;
  }

  /** The store in use, embedded or given. */
  DemoOptions.ExternalS3 s3() {
    return s3;
  }

  /** A client with the rights of whoever owns the store; whoever takes it closes it. */
  S3Client owner() {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(s3.region()))
            .forcePathStyle(s3.pathStyle())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(s3.chunkedEncoding()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .credentialsProvider(owner);
    s3.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Override
  public void close() throws Exception {
    Exception first = null;
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
