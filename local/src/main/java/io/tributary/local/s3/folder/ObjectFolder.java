package io.tributary.local.s3.folder;

import io.tributary.local.s3.S3Errors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/**
 * Buckets and their objects. An object is the file {@code <root>/<bucket>/<key>}; its record lies
 * under the second folder.
 *
 * <p>An object appears at once and whole. Where a process was killed between an object and its
 * record, and for files that somebody put there, size and time of the file make the record.
 * Thread-safe within one process, which must be the only one.
 */
public final class ObjectFolder {

  private final Path root;
  private final Path records;
  private final Path temporary;
  private final Locks locks = new Locks();

  /**
   * @param root of the buckets
   * @param meta for everything else; on the same file system
   */
  public ObjectFolder(Path root, Path meta) throws IOException {
    this.root = Files.createDirectories(root);
    this.records = Files.createDirectories(meta.resolve("objects"));
    this.temporary = meta.resolve("temporary");
    if (Files.exists(temporary)) {
      Disk.deleteTree(temporary);
    }
    Files.createDirectories(temporary);
  }

  /** A path for a file that is not an object yet. */
  Path newTemporary() {
    return temporary.resolve(UUID.randomUUID().toString());
  }

  /** The names of all buckets, sorted. */
  public List<String> buckets() throws IOException {
    try (Stream<Path> paths = Files.list(root)) {
      return paths.map(p -> p.getFileName().toString()).filter(this::hasBucket).sorted().toList();
    }
  }

  /** Whether there is a bucket of this name. */
  public boolean hasBucket(String bucket) {
    return Keys.isBucket(bucket) && Files.isDirectory(root.resolve(bucket));
  }

  /** Makes a bucket, unless it is there. */
  public void createBucket(String bucket) throws IOException {
    if (!Keys.isBucket(bucket)) {
      throw S3Errors.of(400, "InvalidBucketName", "The bucket name is not valid.");
    }
    Files.createDirectories(root.resolve(bucket));
  }

  /** The file of a key, whether it exists or not; refuses odd keys and unknown buckets. */
  public Path file(String bucket, String key) {
    Path folder = bucketFolder(bucket);
    Keys.check(key);
    Path file = folder.resolve(key).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw S3Errors.invalidArgument("a key that leaves its bucket");
    }
    return file;
  }

  /** The record of an object, if there is that object. */
  public Optional<ObjectRecord> find(String bucket, String key) throws IOException {
    if (Keys.isFolderMarker(key)) {
      file(bucket, key.substring(0, key.length() - 1));
      return Optional.empty();
    }
    Path file = file(bucket, key);
    Lock lock = locks.take(bucket + "/" + key);
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          ? Optional.of(read(bucket, key, file))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Writes a stream to disk; refuses one that is not as long as it was said to be. */
  public Received receive(InputStream in, long length) throws IOException {
    Path file = newTemporary();
    MessageDigest md5 = Disk.md5();
    boolean whole = false;
    try {
      long size = Disk.write(in, file, md5);
      if (size != length) {
        throw S3Errors.of(400, "IncompleteBody", "The body is not as long as it was said to be.");
      }
      whole = true;
      return new Received(file, size, md5.digest());
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Makes received bytes the object of a key, under the rules of the method below. */
  public void publish(String bucket, Received content, ObjectRecord object, boolean onlyIfAbsent)
      throws IOException {
    publish(bucket, content.file(), object, onlyIfAbsent);
  }

  /**
   * Makes a temporary file the object of a key.
   *
   * @param onlyIfAbsent refuse if the key has an object
   */
  void publish(String bucket, Path content, ObjectRecord object, boolean onlyIfAbsent)
      throws IOException {
    Path file = file(bucket, object.key());
    Lock lock = locks.take(bucket + "/" + object.key());
    try {
      if (onlyIfAbsent && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw S3Errors.preconditionFailed();
      }
      if (Files.isDirectory(file)) {
        throw S3Errors.invalidArgument("other keys lie below this one");
      }
      Disk.writeJson(object, record(bucket, object.key()), newTemporary());
      Disk.move(content, file);
    } finally {
      lock.unlock();
    }
  }

  /** Removes an object, if it is there. */
  public void delete(String bucket, String key) throws IOException {
    if (Keys.isFolderMarker(key)) {
      file(bucket, key.substring(0, key.length() - 1));
      return;
    }
    Path file = file(bucket, key);
    Lock lock = locks.take(bucket + "/" + key);
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(file);
        Files.deleteIfExists(record(bucket, key));
      }
    } finally {
      lock.unlock();
    }
  }

  /** All keys of a bucket that start with a prefix, in the order of their UTF-16 code units. */
  public List<String> keys(String bucket, String prefix) throws IOException {
    Path folder = bucketFolder(bucket);
    Path start = folder;
    int slash = prefix.lastIndexOf('/');
    if (slash > 0) {
      try {
        Keys.check(prefix.substring(0, slash));
      } catch (software.amazon.awssdk.services.s3.model.S3Exception e) {
        return List.of();
      }
      start = folder.resolve(prefix.substring(0, slash));
    }
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(start)) {
      return walk.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
          .map(p -> folder.relativize(p).toString().replace('\\', '/'))
          .filter(k -> k.startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private Path bucketFolder(String bucket) {
    if (!hasBucket(bucket)) {
      throw S3Errors.noSuchBucket();
    }
    return root.resolve(bucket);
  }

  private ObjectRecord read(String bucket, String key, Path file) throws IOException {
    long size = Files.size(file);
    try {
      ObjectRecord known = Disk.readJson(record(bucket, key), ObjectRecord.class);
      if (known.size() == size) {
        return known;
      }
    } catch (NoSuchFileException e) {
      // A file that somebody put there: described below from the file itself.
    }
    long modified = Files.getLastModifiedTime(file).toMillis();
    String eTag = hex("MD5", key + " " + size + " " + modified) + "-1";
    return new ObjectRecord(key, size, eTag, modified, Map.of(), Map.of());
  }

  private Path record(String bucket, String key) {
    String name = hex("SHA-256", key);
    return records.resolve(bucket).resolve(name.substring(0, 2)).resolve(name + ".json");
  }

  private static String hex(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
