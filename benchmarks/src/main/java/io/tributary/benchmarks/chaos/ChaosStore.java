package io.tributary.benchmarks.chaos;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.registry.FileHotkeyRegistry;
import io.tributary.hotkey.wire.Octets;
import io.tributary.local.demo.run.DemoFolder;
import io.tributary.local.s3.EmbeddedS3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * The store with its token service, the proxy through which the job reaches it, and the
 * authentication service, which can be taken away for a while. Thread-safe.
 */
final class ChaosStore implements AutoCloseable {

  private static final String REGION = "us-east-1";

  private final DemoFolder folder;
  private final Octets sinkKey;
  private final EmbeddedS3 s3;
  private final S3Proxy proxy;
  private final AwsSts sts;
  private AuthServer auth;
  private final URI authEndpoint;

  /**
   * Starts everything.
   *
   * @param sinkKey public key of the sink
   * @param faults which requests of the job fail
   */
  ChaosStore(DemoFolder folder, Octets sinkKey, S3Faults faults) throws Exception {
    this.folder = folder;
    this.sinkKey = sinkKey;
    this.s3 = EmbeddedS3.start(folder.s3(), DemoFolder.BUCKET, Clock.systemUTC(), 0);
    this.proxy = new S3Proxy(s3.endpoint(), faults);
    this.sts =
        new AwsSts(
            new StsOptions(
                Optional.of(s3.stsEndpoint()),
                REGION,
                s3.uploadRoleArn(),
                s3.readRoleArn(),
                StaticCredentialsProvider.create(s3.operatorCredentials())));
    this.auth = startAuth(0);
    this.authEndpoint = auth.uri();
  }

  private AuthServer startAuth(int port) throws Exception {
    Deployment deployment =
        new Deployment(DemoFolder.AUDIENCE, DemoFolder.NETUID, s3.bucket(), Set.of(sinkKey));
    return new AuthServer(
            AuthOptions.of(deployment, folder.auth())
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)),
            FileHotkeyRegistry.open(folder.registry(), DemoFolder.NETUID),
            sts,
            Clock.systemUTC(),
            new SecureRandom())
        .start();
  }

  /** Where the job finds S3. */
  URI s3Endpoint() {
    return proxy.endpoint();
  }

  /** Where the job finds the authentication service, whenever it is there. */
  URI authEndpoint() {
    return authEndpoint;
  }

  /** Takes the authentication service away. */
  synchronized void stopAuth() {
    if (auth != null) {
      auth.close();
      auth = null;
    }
  }

  /** Brings the authentication service back, where it was. */
  synchronized void startAuth() throws Exception {
    if (auth == null) {
      auth = startAuth(authEndpoint.getPort());
    }
  }

  /** The folder that holds {@code data}. */
  Path lake() {
    return folder.s3().resolve(s3.bucket());
  }

  /** Uploads that are neither completed nor aborted. */
  List<MultipartUpload> unfinishedUploads() {
    try (S3Client client =
        S3Client.builder()
            .region(Region.of(REGION))
            .endpointOverride(s3.endpoint())
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(s3.operatorCredentials()))
            .build()) {
      return client.listMultipartUploads(request -> request.bucket(s3.bucket())).uploads();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    stopAuth();
    sts.close();
    proxy.close();
    s3.close();
  }
}
