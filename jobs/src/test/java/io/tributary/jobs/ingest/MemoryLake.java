package io.tributary.jobs.ingest;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.CommitLog;
import io.tributary.connectors.sink.internal.CommitServices;
import io.tributary.connectors.sink.internal.FileStager;
import io.tributary.connectors.sink.internal.LineReader;
import io.tributary.connectors.sink.internal.LineageLog;
import io.tributary.connectors.sink.internal.StagingException;
import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifests;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A lake in memory. Outlives the restarts of its job, which finds it by name. */
final class MemoryLake implements SinkServices {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Content> LAKES = new ConcurrentHashMap<>();
  private static final IssuedCredentials CREDENTIALS =
      new IssuedCredentials("id", "secret", "token", Instant.MAX);

  private final String name = UUID.randomUUID().toString();

  /** A file with the token of its writer. */
  private record StoredFile(byte[] bytes, String token) {}

  private record Content(
      Map<String, byte[]> uploads,
      Map<ObjectKey, StoredFile> files,
      Map<ObjectKey, Long> committed,
      Set<ObjectKey> parked,
      Queue<CommittedFile> log) {}

  private Content content() {
    return LAKES.computeIfAbsent(
        name,
        unused ->
            new Content(
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                ConcurrentHashMap.newKeySet(),
                new ConcurrentLinkedQueue<>()));
  }

  /** The bytes of the file under each key. */
  Map<ObjectKey, byte[]> files() {
    Map<ObjectKey, byte[]> files = new ConcurrentHashMap<>();
    content().files().forEach((key, file) -> files.put(key, file.bytes()));
    return files;
  }

  /** Published files with their rows. */
  Map<ObjectKey, Long> committed() {
    return content().committed();
  }

  Set<ObjectKey> parked() {
    return content().parked();
  }

  void forget() {
    LAKES.remove(name);
  }

  @Override
  public FileStager openStager() {
    return new Stager();
  }

  @Override
  public CommitServices openCommit() {
    return new CommitServices(new Store(), new Credentials(), new Log());
  }

  @Override
  public Optional<LineageLog> openLineage() {
    return Optional.of(
        new LineageLog() {
          @Override
          public void read(Instant since, LineReader reader) {
            content().log().forEach(reader::committed);
          }

          @Override
          public void close() {}
        });
  }

  private final class Stager implements FileStager {
    @Override
    public StagedFile stage(BufferKey key, Instant sealedAt, EncodedFile file)
        throws StagingException {
      ObjectKey objectKey = FileManifests.keyOf(file, key.hotkey(), sealedAt);
      String id = UUID.randomUUID().toString();
      try {
        content().uploads().put(id, Files.readAllBytes(file.path()));
      } catch (IOException e) {
        throw new StagingException("the spool file cannot be read", e);
      }
      StagedUpload upload =
          new StagedUpload(
              "lake", objectKey, id, List.of(new StagedUpload.Part(1, "e")), file.sizeBytes());
      return new StagedFile(upload, id, new byte[] {1}, file.rows(), 0, "", 0);
    }

    @Override
    public void close() {}
  }

  private final class Store implements FileStore {
    @Override
    public StagedUpload stage(
        ObjectKey key, Path file, Map<String, String> metadata, IssuedCredentials credentials) {
      throw new UnsupportedOperationException("files are staged by the stager");
    }

    @Override
    public void complete(StagedUpload upload, IssuedCredentials credentials) throws StoreException {
      byte[] bytes = content().uploads().remove(upload.uploadId());
      if (bytes == null) {
        throw new StoreException(StoreFailure.NOT_FOUND, "no such upload");
      }
      StoredFile file = new StoredFile(bytes, upload.uploadId());
      if (content().files().putIfAbsent(upload.key(), file) != null) {
        throw new StoreException(StoreFailure.EXISTS, "the key is taken");
      }
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key, IssuedCredentials credentials) {
      return Optional.ofNullable(content().files().get(key))
          .map(
              file ->
                  new ObjectHead(
                      file.bytes().length,
                      "e",
                      Optional.empty(),
                      Map.of(FileStore.WRITE_TOKEN, file.token())));
    }

    @Override
    public void abort(StagedUpload upload, IssuedCredentials credentials) {
      content().uploads().remove(upload.uploadId());
    }

    @Override
    public void close() {}
  }

  private static final class Credentials implements CredentialSource {
    @Override
    public IssuedCredentials forMiner(Hotkey hotkey) {
      return CREDENTIALS;
    }

    @Override
    public void invalidate(Hotkey hotkey, IssuedCredentials refused) {}

    @Override
    public void close() {}
  }

  private final class Log implements CommitLog {
    @Override
    public void committed(StagedFile file) {
      content().log().add(file.committed());
      content().committed().put(file.key(), file.rows());
    }

    @Override
    public void parked(StagedFile file, ParkReason reason) {
      content().parked().add(file.key());
    }

    @Override
    public void unparked(StagedFile file) {
      content().parked().remove(file.key());
    }

    @Override
    public void close() {}
  }
}
