package io.tributary.local.s3.folder;

import io.tributary.local.s3.S3Errors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;

/**
 * Unfinished uploads; they survive restarts. An upload id is good for the key it was made for and
 * for no other. Thread-safe within one process, which must be the only one.
 */
public final class UploadFolder {

  private static final String RECORD = "upload.json";

  private final Path root;
  private final ObjectFolder objects;
  private final SecureRandom random;
  private final Clock clock;
  private final Locks locks = new Locks();

  /** Uploads under {@code <meta>/uploads} that become objects of a folder. */
  public UploadFolder(Path meta, ObjectFolder objects, SecureRandom random, Clock clock)
      throws IOException {
    this.root = Files.createDirectories(meta.resolve("uploads"));
    this.objects = objects;
    this.random = random;
    this.clock = clock;
    sweep();
  }

  /** Begins an upload and answers its id. */
  public UploadRecord create(
      String bucket,
      String key,
      String role,
      Map<String, String> headers,
      Map<String, String> metadata)
      throws IOException {
    objects.file(bucket, key);
    byte[] id = new byte[24];
    random.nextBytes(id);
    UploadRecord upload =
        new UploadRecord(
            HexFormat.of().formatHex(id), bucket, key, role, clock.millis(), headers, metadata);
    Disk.writeJson(upload, root.resolve(upload.id()).resolve(RECORD), objects.newTemporary());
    return upload;
  }

  /** The upload of this id, if it is one for this key. */
  public UploadRecord find(String id, String bucket, String key) throws IOException {
    if (!id.matches("[0-9a-f]{48}")) {
      throw S3Errors.noSuchUpload();
    }
    return read(root.resolve(id))
        .filter(u -> u.bucket().equals(bucket) && u.key().equals(key))
        .orElseThrow(S3Errors::noSuchUpload);
  }

  /** All unfinished uploads of a bucket, by key and time. */
  public List<UploadRecord> list(String bucket) throws IOException {
    List<UploadRecord> uploads = new ArrayList<>();
    try (Stream<Path> directories = Files.list(root)) {
      for (Path directory : directories.toList()) {
        read(directory).filter(u -> u.bucket().equals(bucket)).ifPresent(uploads::add);
      }
    }
    uploads.sort(
        Comparator.comparing(UploadRecord::key).thenComparing(UploadRecord::startedMillis));
    return uploads;
  }

  /** Makes received bytes a part, in place of one of the same number. */
  public void putPart(UploadRecord upload, int number, Received content) throws IOException {
    Lock lock = locks.take(upload.id());
    try {
      Path directory = root.resolve(upload.id());
      if (read(directory).isEmpty()) {
        throw S3Errors.noSuchUpload();
      }
      Path file = StoredPart.path(directory, number, content.eTag(), content.size());
      Disk.move(content.file(), file);
      for (StoredPart part : partFiles(upload)) {
        if (part.number() == number && !part.file().equals(file)) {
          Files.delete(part.file());
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The parts that are there, in order of their numbers. */
  public List<StoredPart> parts(UploadRecord upload) throws IOException {
    TreeMap<Integer, StoredPart> parts = new TreeMap<>();
    for (StoredPart part : partFiles(upload)) {
      parts.put(part.number(), part);
    }
    return List.copyOf(parts.values());
  }

  /**
   * Makes an object of parts, given as numbers and tags, and ends the upload.
   *
   * @param onlyIfAbsent refuse if the key has an object; the upload stays
   * @return the object's tag: the MD5 of its parts' MD5s, and their number
   */
  public String complete(UploadRecord upload, Map<Integer, String> wanted, boolean onlyIfAbsent)
      throws IOException {
    Lock lock = locks.take(upload.id());
    Path content = objects.newTemporary();
    try {
      Map<Integer, StoredPart> stored = new TreeMap<>();
      for (StoredPart part : partFiles(upload)) {
        stored.put(part.number(), part);
      }
      if (wanted.isEmpty()) {
        throw S3Errors.noSuchUpload();
      }
      MessageDigest md5 = Disk.md5();
      List<Path> files = new ArrayList<>();
      long size = 0;
      for (Map.Entry<Integer, String> part : new TreeMap<>(wanted).entrySet()) {
        StoredPart found = stored.get(part.getKey());
        if (found == null || !found.eTag().equals(part.getValue().replace("\"", ""))) {
          throw S3Errors.of(400, "InvalidPart", "A part was not found, or has another tag.");
        }
        md5.update(HexFormat.of().parseHex(found.eTag()));
        files.add(found.file());
        size += found.size();
      }
      String eTag = HexFormat.of().formatHex(md5.digest()) + "-" + files.size();
      Disk.concatenate(files, content);
      ObjectRecord object =
          new ObjectRecord(
              upload.key(), size, eTag, clock.millis(), upload.headers(), upload.metadata());
      objects.publish(upload.bucket(), content, object, onlyIfAbsent);
      delete(upload);
      return eTag;
    } finally {
      lock.unlock();
      Files.deleteIfExists(content);
    }
  }

  /** Ends an upload without an object. */
  public void abort(UploadRecord upload) throws IOException {
    Lock lock = locks.take(upload.id());
    try {
      delete(upload);
    } finally {
      lock.unlock();
    }
  }

  // The record first: without it the id is unknown, however much of the rest remains after a crash.
  private void delete(UploadRecord upload) throws IOException {
    Path directory = root.resolve(upload.id());
    Files.deleteIfExists(directory.resolve(RECORD));
    Disk.deleteTree(directory);
  }

  private void sweep() throws IOException {
    try (Stream<Path> directories = Files.list(root)) {
      for (Path directory : directories.toList()) {
        if (read(directory).isEmpty()) {
          Disk.deleteTree(directory);
        }
      }
    }
  }

  private static Optional<UploadRecord> read(Path directory) throws IOException {
    Path file = directory.resolve(RECORD);
    return Files.isRegularFile(file)
        ? Optional.of(Disk.readJson(file, UploadRecord.class))
        : Optional.empty();
  }

  private List<StoredPart> partFiles(UploadRecord upload) throws IOException {
    Path directory = root.resolve(upload.id());
    if (!Files.isDirectory(directory)) {
      throw S3Errors.noSuchUpload();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(StoredPart::of).flatMap(Optional::stream).toList();
    }
  }
}
