package io.tributary.local.demo.validate;

import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Does harm to objects of the lake, with the rights of its owner, and undoes it. What an object was
 * is kept in a folder before it is touched, so that a later run can undo what a killed one did. Not
 * thread-safe.
 */
final class Harm {

  private static final String BYTES = ".bytes";
  private static final String NOTE = ".properties";
  private static final String KEY = "key";
  private static final String METADATA = "metadata.";

  private final S3Client owner;
  private final String bucket;
  private final Path kept;

  /**
   * @param owner may read, write and delete any object
   * @param kept folder of what objects were
   */
  Harm(S3Client owner, String bucket, Path kept) {
    this.owner = owner;
    this.bucket = bucket;
    this.kept = kept;
  }

  /**
   * Changes a byte of an object's data, in the middle of its first half, which is no footer.
   *
   * @throws IOException if the store does not let it
   */
  void alter(ObjectKey key) throws IOException {
    byte[] bytes = keep(key);
    bytes[bytes.length / 4] ^= 1;
    orForget(key, () -> put(key.path(), bytes, Map.of()));
  }

  /**
   * Deletes an object.
   *
   * @throws IOException if the store does not let it
   */
  void delete(ObjectKey key) throws IOException {
    keep(key);
    orForget(key, () -> remove(key));
  }

  /** A request to the store. */
  @FunctionalInterface
  private interface Request {
    void send() throws IOException;
  }

  /** What the store did not let be done needs no undoing. */
  private void orForget(ObjectKey key, Request request) throws IOException {
    try {
      request.send();
    } catch (IOException e) {
      Path note = note(key);
      Files.delete(note);
      Files.delete(sibling(note, BYTES));
      throw e;
    }
  }

  private Path note(ObjectKey key) {
    return kept.resolve(key.path().replace('/', '_') + NOTE);
  }

  /**
   * Deletes an object for good, as nothing that has to come back.
   *
   * @throws IOException if the store does not let it
   */
  void remove(ObjectKey key) throws IOException {
    try {
      owner.deleteObject(request -> request.bucket(bucket).key(key.path()));
    } catch (SdkException e) {
      throw new IOException(key + " cannot be deleted: " + e.getMessage(), e);
    }
  }

  /**
   * Brings back every object that is kept.
   *
   * @throws IOException if the store does not let it; what is kept stays
   */
  void undo() throws IOException {
    for (Path note : notes()) {
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(note)) {
        properties.load(in);
      }
      Map<String, String> metadata = new HashMap<>();
      for (String name : properties.stringPropertyNames()) {
        if (name.startsWith(METADATA)) {
          metadata.put(name.substring(METADATA.length()), properties.getProperty(name));
        }
      }
      Path bytes = sibling(note, BYTES);
      put(properties.getProperty(KEY), Files.readAllBytes(bytes), metadata);
      Files.delete(note);
      Files.delete(bytes);
    }
  }

  private List<Path> notes() throws IOException {
    if (Files.notExists(kept)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(kept)) {
      return files.filter(file -> file.toString().endsWith(NOTE)).sorted().toList();
    }
  }

  private static Path sibling(Path note, String suffix) {
    String name = note.getFileName().toString();
    return note.resolveSibling(name.substring(0, name.length() - NOTE.length()) + suffix);
  }

  /** The note is there only with all that it needs. */
  private byte[] keep(ObjectKey key) throws IOException {
    try {
      ResponseBytes<GetObjectResponse> object =
          owner.getObjectAsBytes(request -> request.bucket(bucket).key(key.path()));
      Properties properties = new Properties();
      properties.setProperty(KEY, key.path());
      object
          .response()
          .metadata()
          .forEach((name, value) -> properties.setProperty(METADATA + name, value));
      Files.createDirectories(kept);
      Path note = note(key);
      Files.write(sibling(note, BYTES), object.asByteArrayUnsafe());
      Path fresh = Files.createTempFile(kept, "note", ".new");
      try (OutputStream out = Files.newOutputStream(fresh)) {
        properties.store(out, null);
      }
      Files.move(fresh, note, StandardCopyOption.ATOMIC_MOVE);
      return object.asByteArray();
    } catch (SdkException e) {
      throw new IOException(key + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void put(String key, byte[] bytes, Map<String, String> metadata) throws IOException {
    try {
      owner.putObject(
          request -> request.bucket(bucket).key(key).metadata(metadata),
          RequestBody.fromBytes(bytes));
    } catch (SdkException e) {
      throw new IOException(key + " cannot be written: " + e.getMessage(), e);
    }
  }
}
