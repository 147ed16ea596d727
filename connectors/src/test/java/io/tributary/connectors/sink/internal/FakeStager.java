package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A stager that reads what it is given, keeps it in memory and fails when told to. */
final class FakeStager implements FileStager {

  /** What was staged, with the ids of its rows. */
  record Stage(ObjectKey key, String uploadId, List<String> ids, String digest, Instant sealedAt) {}

  final Map<String, Stage> stages = new ConcurrentHashMap<>();
  final List<Hotkey> attempts = new CopyOnWriteArrayList<>();
  final Set<Hotkey> refused = ConcurrentHashMap.newKeySet();

  /** So many calls fail, whosever they are. */
  final AtomicInteger failures = new AtomicInteger();

  /** Calls wait for a permit here. */
  final Semaphore permits = new Semaphore(Integer.MAX_VALUE);

  /** Whether nobody's files can be staged. */
  volatile boolean down;

  volatile Error error;
  private final AtomicInteger uploads = new AtomicInteger();

  @Override
  public StagedFile stage(BufferKey key, Instant sealedAt, EncodedFile file)
      throws StagingException {
    permits.acquireUninterruptibly();
    attempts.add(key.hotkey());
    if (error != null) {
      throw error;
    }
    if (down) {
      throw new StagingException(
          "told to be down", new StoreException(StoreFailure.UNAVAILABLE, "down"));
    }
    if (refused.contains(key.hotkey()) || failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new StagingException("told to fail", null);
    }
    ObjectKey objectKey =
        ObjectKey.of(key.source(), key.hotkey(), sealedAt, file.rows(), file.tailDigestHex());
    String uploadId = "upload-" + uploads.incrementAndGet();
    stages.put(uploadId, new Stage(objectKey, uploadId, ids(file), digest(file), sealedAt));
    StagedUpload upload =
        new StagedUpload(
            "lake",
            objectKey,
            uploadId,
            List.of(new StagedUpload.Part(1, "tag")),
            file.sizeBytes());
    return new StagedFile(upload, "token-" + uploadId, new byte[] {1}, file.rows(), 5, "", 0);
  }

  /** The rows of a descriptor. */
  List<String> ids(StagedFile file) {
    return stages.get(file.upload().uploadId()).ids();
  }

  private static List<String> ids(EncodedFile file) {
    try {
      return ParquetTexts.read(file.path(), SinkRows.ID);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(EncodedFile file) {
    return file.wholeDigest().hex();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
