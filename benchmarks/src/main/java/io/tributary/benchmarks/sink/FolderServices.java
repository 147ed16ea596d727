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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** A folder as the lake; manifests are signed as always, by one key for all miners. */
final class FolderServices implements SinkServices {

  private static final long serialVersionUID = 1L;

  private final String folder;

  FolderServices(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public FileStager openStager() throws IOException {
    SecureRandom random = new SecureRandom();
    LocalSigner signer = LocalSigner.generate(random);
    return new SigningFileStager(
        new FolderFileStore(Path.of(folder)),
        new NoCredentials(),
        hotkey -> Optional.of(new AccessKey(signer, Optional.empty())),
        "benchmark",
        13,
        Clock.systemUTC(),
        random);
  }

  @Override
  public CommitServices openCommit() throws IOException {
    return new CommitServices(
        new FolderFileStore(Path.of(folder)), new NoCredentials(), new FailingLog());
  }

  /** A folder asks for none. */
  private static final class NoCredentials implements CredentialSource {

    @Override
    public IssuedCredentials forMiner(Hotkey hotkey) {
      return new IssuedCredentials("none", "none", "none", Instant.MAX);
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
