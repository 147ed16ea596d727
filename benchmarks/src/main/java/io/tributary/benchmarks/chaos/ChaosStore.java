package io.tributary.benchmarks.chaos;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.auth.sts.AwsSts;
import io.tributary.auth.sts.StsOptions;
import io.tributary.hotkey.registry.FileHotkeyRegistry;
import io.tributary.hotkey.wire.Octets;
import io.tributary.local.demo.run.DemoFolder;
import io.tributary.local.janitor.S3UploadStore;
import io.tributary.local.janitor.UploadStore;
import io.tributary.local.s3.EmbeddedS3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The store with its token service, the proxy through which the job reaches it, and the
 * authentication service, which can be taken away for a while. Thread-safe.
 */
final class ChaosStore implements AutoCloseable {

  private static final String REGION = "us-east-1";

  private final DemoFolder folder;
  private final Octets sinkKey;
  private final SteppingClock clock = new SteppingClock();
  private final EmbeddedS3 s3;
  private final S3Faults s3Faults;
  private final S3Faults stsFaults;
  private final S3Proxy proxy;
  private final S3Proxy stsProxy;
  private final AwsSts sts;
  private AuthServer auth;
  private final URI authEndpoint;

  /**
   * Starts everything.
   *
   * @param sinkKey public key of the sink
   * @param s3Faults which requests of the job fail
   * @param stsFaults which requests of the authentication service to the token service fail
   */
  ChaosStore(DemoFolder folder, Octets sinkKey, S3Faults s3Faults, S3Faults stsFaults)
      throws Exception {
    this.folder = folder;
    this.sinkKey = sinkKey;
    this.s3 = EmbeddedS3.start(folder.s3(), DemoFolder.BUCKET, clock, 0);
    this.s3Faults = s3Faults;
    this.stsFaults = stsFaults;
    this.proxy = new S3Proxy(s3.endpoint(), s3Faults);
    this.stsProxy = new S3Proxy(s3.stsEndpoint(), stsFaults);
    this.sts =
        new AwsSts(
            new StsOptions(
                Optional.of(stsProxy.endpoint()),
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
            clock,
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

  /** Which requests of the job to S3 fail. */
  S3Faults s3Faults() {
    return s3Faults;
  }

  /** Which requests of the authentication service to the token service fail. */
  S3Faults stsFaults() {
    return stsFaults;
  }

  /** Ends all sessions, as an operator does who suspects a thief. */
  void endSessions() {
    s3.endSessions();
  }

  /** Sets the clock of S3 and of the authentication service ahead; the answer sets it right. */
  Undo setClockAhead(Duration ahead) {
    clock.step(ahead);
    return () -> clock.step(Duration.ZERO);
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

  /** The unfinished uploads, with the operator's rights and not through the proxy. */
  UploadStore uploads() {
    return new S3UploadStore(
        Optional.of(s3.endpoint()),
        REGION,
        true,
        s3.bucket(),
        StaticCredentialsProvider.create(s3.operatorCredentials()));
  }

  /** A client with the operator's rights, not through the proxy; whoever takes it closes it. */
  S3Client owner() {
    return S3Client.builder()
        .region(Region.of(REGION))
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .endpointOverride(s3.endpoint())
        .credentialsProvider(StaticCredentialsProvider.create(s3.operatorCredentials()))
        .build();
  }

  /** Breaks off what is under way to S3; nothing comes through any more. */
  void closeProxies() throws IOException {
    proxy.close();
    stsProxy.close();
  }

  @Override
  public synchronized void close() throws IOException {
    stopAuth();
    sts.close();
    closeProxies();
    s3.close();
  }
}
