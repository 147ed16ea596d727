package io.tributary.connectors.sink;

import io.tributary.connectors.credentials.CacheOptions;
import io.tributary.connectors.credentials.ClientOptions;
import io.tributary.connectors.credentials.CredentialCache;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.credentials.DirectoryAccessKeyring;
import io.tributary.connectors.credentials.HttpCredentialClient;
import io.tributary.connectors.credentials.UploadSigning;
import io.tributary.connectors.sink.internal.BlockedLog;
import io.tributary.connectors.sink.internal.CommitServices;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.KafkaBlockedLog;
import io.tributary.connectors.sink.internal.KafkaCommitLog;
import io.tributary.connectors.sink.internal.KafkaLineageLog;
import io.tributary.connectors.sink.internal.KafkaParkedLog;
import io.tributary.connectors.sink.internal.LineageLog;
import io.tributary.connectors.sink.internal.ParkedLog;
import io.tributary.connectors.sink.internal.SharedCredentials;
import io.tributary.connectors.sink.internal.SigningFileStager;
import io.tributary.connectors.store.S3FileStore;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The real services of the sink: an S3 store, the authentication service over HTTP, and Kafka as
 * the log of files. Holds options only; keys are read from files where they are used. Immutable.
 */
public final class LakeServices implements SinkServices {

  private static final long serialVersionUID = 1L;

  private final StoreOptions store;
  private final AccessOptions access;
  private final Properties kafka;
  private final String committedTopic;
  private final String parkedTopic;
  private final String blockedTopic;

  /**
   * @param store where files go
   * @param access how credentials are obtained
   * @param kafka client properties, at least {@code bootstrap.servers}
   * @param committedTopic manifests of committed files
   * @param parkedTopic staged files that wait; compacted
   * @param blockedTopic buffers that are full; compacted; empty if that is not published
   */
  public LakeServices(
      StoreOptions store,
      AccessOptions access,
      Properties kafka,
      String committedTopic,
      String parkedTopic,
      Optional<String> blockedTopic) {
    this.store = store;
    this.access = access;
    this.kafka = (Properties) kafka.clone();
    this.committedTopic = committedTopic;
    this.parkedTopic = parkedTopic;
    this.blockedTopic = blockedTopic.orElse(null);
  }

  @Override
  public FileStager openStager() throws IOException {
    return new SigningFileStager(
        new S3FileStore(store),
        credentials(),
        keyring(),
        access.audience(),
        access.netuid(),
        Clock.systemUTC(),
        new SecureRandom());
  }

  @Override
  public CommitServices openCommit() throws IOException {
    return new CommitServices(new S3FileStore(store), credentials(), openLog());
  }

  KafkaCommitLog openLog() {
    return new KafkaCommitLog(kafka, committedTopic, parkedTopic);
  }

  @Override
  public Optional<ParkedLog> openParked() {
    return Optional.of(new KafkaParkedLog(kafka, parkedTopic));
  }

  @Override
  public Optional<BlockedLog.Factory> blockedLog() {
    Properties properties = kafka;
    return Optional.ofNullable(blockedTopic)
        .map(topic -> () -> KafkaBlockedLog.open(properties, topic));
  }

  @Override
  public Optional<LineageLog> openLineage() {
    return Optional.of(new KafkaLineageLog(kafka, committedTopic, parkedTopic));
  }

  private DirectoryAccessKeyring keyring() {
    return new DirectoryAccessKeyring(Path.of(access.accessKeys()));
  }

  private CredentialSource credentials() throws IOException {
    return SharedCredentials.open(access, this::cache);
  }

  private CredentialCache cache() throws IOException {
    SecureRandom random = new SecureRandom();
    Clock clock = Clock.systemUTC();
    return new CredentialCache(
        new HttpCredentialClient(
            ClientOptions.of(access.authEndpoint(), access.audience(), access.netuid()),
            new UploadSigning(keyring(), sinkSigner()),
            clock,
            random,
            duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos())),
        CacheOptions.DEFAULTS,
        clock,
        random);
  }

  private Signer sinkSigner() throws IOException {
    Path file = Path.of(access.sinkKey());
    try {
      return KeyFile.read(file).signer();
    } catch (KeyFileException e) {
      throw new IOException("the sink key " + file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
