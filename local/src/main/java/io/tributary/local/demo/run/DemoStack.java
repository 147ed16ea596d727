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
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The running parts: Kafka, S3 with STS (embedded or the given ones), the authentication service
 * and a Flink cluster. Closing stops them in reverse order.
 */
final class DemoStack implements AutoCloseable {

  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 2;

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private EmbeddedKafka kafka;
  private LocalCluster cluster;
  private AuthServer auth;
  private DemoOptions.ExternalS3 s3;

  private DemoStack() {}

  static DemoStack start(
      DemoFolder folder, Octets sinkKey, Optional<DemoOptions.ExternalS3> external)
      throws Exception {
    DemoStack stack = new DemoStack();
    try {
      stack.startAll(folder, sinkKey, external);
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
      DemoFolder folder, Octets sinkKey, Optional<DemoOptions.ExternalS3> external)
      throws Exception {
    kafka = add(EmbeddedKafka.start(folder.kafka()));
    Topics.create(kafka.bootstrapServers(), PARTITIONS, (short) 1);
    StsOptions sts = external.isPresent() ? external(external.get()) : embedded(folder);
    auth = add(startAuth(folder, sinkKey, sts));
    cluster = add(LocalCluster.start(folder.checkpoints(), PARALLELISM));
  }

  private StsOptions external(DemoOptions.ExternalS3 given) {
    s3 = given;
    return new StsOptions(
        given.stsEndpoint(),
        given.region(),
        given.roleArn(),
        given.readRoleArn().orElse(given.roleArn()),
        add(DefaultCredentialsProvider.builder().build()));
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
    return new StsOptions(
        s3.stsEndpoint(),
        s3.region(),
        store.uploadRoleArn(),
        store.readRoleArn(),
        StaticCredentialsProvider.create(store.operatorCredentials()));
  }

  private AuthServer startAuth(DemoFolder folder, Octets sinkKey, StsOptions sts)
      throws IOException, RegistryUnavailableException {
    Deployment deployment =
        new Deployment(DemoFolder.AUDIENCE, DemoFolder.NETUID, s3.bucket(), Set.of(sinkKey));
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
