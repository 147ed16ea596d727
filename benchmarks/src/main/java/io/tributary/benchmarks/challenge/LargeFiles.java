package io.tributary.benchmarks.challenge;

import io.tributary.benchmarks.sink.StoreMain;
import io.tributary.benchmarks.sink.StoreProcess;
import io.tributary.connectors.credentials.AccessKeyring.AccessKey;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.SigningFileStager;
import io.tributary.connectors.sink.internal.StagingException;
import io.tributary.connectors.store.S3FileStore;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Writes a few large files of one miner to the store of a {@link StoreProcess}, as the sink does.
 */
final class LargeFiles {

  /** More rows than any file gets. */
  private static final long ROWS_APART = 1L << 32;

  private final LocalSigner miner;
  private final StoreOptions options;
  private final IssuedCredentials session;
  private final CredentialSource credentials;

  /** Credentials of the store's only session, which may write, read and list. */
  private record OneSession(IssuedCredentials credentials) implements CredentialSource {

    @Override
    public IssuedCredentials forMiner(Hotkey hotkey) {
      return credentials;
    }

    @Override
    public void invalidate(Hotkey hotkey, IssuedCredentials refused) {}

    @Override
    public void close() {}
  }

  LargeFiles(LocalSigner miner, StoreProcess store) {
    this.miner = miner;
    this.options =
        StoreOptions.compatible(
            URI.create(store.environment().get(StoreProcess.ENDPOINT)), StoreMain.BUCKET);
    this.session =
        new IssuedCredentials(
            store.environment().get(StoreProcess.SESSION_ID),
            store.environment().get(StoreProcess.SESSION_SECRET),
            store.environment().get(StoreProcess.SESSION_TOKEN),
            Instant.MAX);
    this.credentials = new OneSession(session);
  }

  StoreOptions options() {
    return options;
  }

  CredentialSource credentials() {
    return credentials;
  }

  /** Writes files of about so many bytes; each row is another post. */
  List<MinerFile> write(int count, long bytesEach, Random random, Path spool) throws IOException {
    Instant now = Instant.now();
    List<MinerFile> files = new ArrayList<>();
    try (S3FileStore store = new S3FileStore(options)) {
      for (int i = 0; i < count; i++) {
        HonestRows rows = new HonestRows(random, ROWS_APART * i + i, now);
        Path file = spool.resolve("file" + i);
        files.add(store(store, MinerFile.encode(rows, file, bytesEach, ROWS_APART)));
        Files.delete(file);
      }
    }
    return files;
  }

  private MinerFile store(S3FileStore store, EncodedFile file) throws IOException {
    SigningFileStager stager =
        new SigningFileStager(
            store,
            credentials,
            hotkey -> Optional.of(new AccessKey(miner, Optional.empty())),
            MinerFile.AUDIENCE,
            MinerFile.NETUID,
            Clock.systemUTC(),
            new SecureRandom());
    try {
      StagedFile staged =
          stager.stage(new BufferKey(SourceId.X, miner.hotkey(), 0), Instant.now(), file);
      store.complete(staged.upload(), session);
      return new MinerFile(staged.key(), file, Octets.of(staged.manifest()), Instant.now());
    } catch (StagingException | StoreException e) {
      throw new IOException(file + " cannot be stored: " + e.getMessage(), e);
    }
  }
}
