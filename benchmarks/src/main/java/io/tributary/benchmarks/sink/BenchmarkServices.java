package io.tributary.benchmarks.sink;

import io.tributary.connectors.credentials.AccessKeyring.AccessKey;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.CommitLog;
import io.tributary.connectors.sink.internal.CommitServices;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.SigningFileStager;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** What the sink needs on a lake; manifests are signed as always, by one key for all miners. */
final class BenchmarkServices implements SinkServices {

  private static final long serialVersionUID = 1L;

  private final Lake lake;

  BenchmarkServices(Lake lake) {
    this.lake = lake;
  }

  @Override
  public FileStager openStager() throws IOException {
    SecureRandom random = new SecureRandom();
    LocalSigner signer = LocalSigner.generate(random);
    return new SigningFileStager(
        lake.openStore(),
        new FixedCredentials(lake.credentials()),
        hotkey -> Optional.of(new AccessKey(signer, Optional.empty())),
        "benchmark",
        13,
        Clock.systemUTC(),
        random);
  }

  @Override
  public CommitServices openCommit() throws IOException {
    return new CommitServices(
        lake.openStore(), new FixedCredentials(lake.credentials()), new FailingLog());
  }

  /** The same for all miners: how they are had is no part of the comparison. */
  private static final class FixedCredentials implements CredentialSource {

    private final IssuedCredentials credentials;

    FixedCredentials(IssuedCredentials credentials) {
      this.credentials = credentials;
    }

    @Override
    public IssuedCredentials forMiner(Hotkey hotkey) {
      return credentials;
    }

    @Override
    public void invalidate(Hotkey hotkey, IssuedCredentials refused) {}

    @Override
    public void close() {}
  }

  /** {@code FileSink} publishes nothing, so nothing is published here; parking is a failure. */
  private static final class FailingLog implements CommitLog {

    @Override
    public void committed(StagedFile file) {}

    @Override
    public void parked(StagedFile file, ParkReason reason) throws IOException {
      throw new IOException(file.key() + " was parked: " + reason);
    }

    @Override
    public void unparked(StagedFile file) throws IOException {
      throw new IOException("nothing was parked, but " + file.key() + " is not any more");
    }

    @Override
    public void close() {}
  }
}
