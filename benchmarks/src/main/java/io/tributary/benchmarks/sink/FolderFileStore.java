package io.tributary.benchmarks.sink;

import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder as a store, so that both sinks write local files: the spool file itself becomes the
 * object, as {@code FileSink} renames what it has written. An object's write token lies beside its
 * upload, not on the heap, whose use is measured.
 */
final class FolderFileStore implements FileStore {

  private final Path folder;

  FolderFileStore(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(upload("any").getParent());
  }

  @Override
  public StagedUpload stage(
      ObjectKey key, Path file, Map<String, String> metadata, IssuedCredentials credentials)
      throws StoreException {
    String id = UUID.randomUUID().toString();
    try {
      Files.createLink(upload(id), file);
      Files.writeString(token(key), metadata.get(WRITE_TOKEN));
      return new StagedUpload(
          "folder", key, id, List.of(new StagedUpload.Part(1, id)), Files.size(file));
    } catch (IOException e) {
      throw failure(StoreFailure.UNAVAILABLE, e);
    }
  }

  @Override
  public void complete(StagedUpload upload, IssuedCredentials credentials) throws StoreException {
    Path object = folder.resolve(upload.key().path());
    try {
      Files.createDirectories(object.getParent());
      Files.createLink(object, upload(upload.uploadId()));
      Files.delete(upload(upload.uploadId()));
    } catch (FileAlreadyExistsException e) {
      throw failure(StoreFailure.EXISTS, e);
    } catch (NoSuchFileException e) {
      throw failure(StoreFailure.NOT_FOUND, e);
    } catch (IOException e) {
      throw failure(StoreFailure.UNAVAILABLE, e);
    }
  }

  private Path token(ObjectKey key) {
    return upload(key.hotkey().address() + folder.resolve(key.path()).getFileName());
  }

  private Path upload(String id) {
    return folder.resolveSibling("uploads").resolve(id);
  }

  private static StoreException failure(StoreFailure failure, IOException cause) {
    StoreException refused = new StoreException(failure, cause.toString());
    refused.initCause(cause);
    return refused;
  }

  @Override
  public Optional<ObjectHead> head(ObjectKey key, IssuedCredentials credentials)
      throws StoreException {
    Path object = folder.resolve(key.path());
    try {
      return Optional.of(
          new ObjectHead(
              Files.size(object),
              "tag",
              Optional.empty(),
              Map.of(WRITE_TOKEN, Files.readString(token(key)))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure(StoreFailure.UNAVAILABLE, e);
    }
  }

  @Override
  public void abort(StagedUpload upload, IssuedCredentials credentials) throws StoreException {
    try {
      Files.deleteIfExists(upload(upload.uploadId()));
    } catch (IOException e) {
      throw failure(StoreFailure.UNAVAILABLE, e);
    }
  }

  @Override
  public void close() {}
}
