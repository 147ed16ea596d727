package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.SinkServices;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What a committer talks to, in memory, failing when told to. */
final class FakeLake {

  /** The token of the writer of the object under each key. */
  final Map<ObjectKey, String> objects = new ConcurrentHashMap<>();

  /** Every publication in order: {@code committed KEY}, {@code parked KEY REASON}. */
  final List<String> published = new CopyOnWriteArrayList<>();

  /** Completing these keys always fails so. */
  final Map<ObjectKey, StoreFailure> refusing = new ConcurrentHashMap<>();

  /** Calls to complete wait for a permit here. */
  final Semaphore permits = new Semaphore(Integer.MAX_VALUE);

  /** Opens when a first call waits. */
  final CountDownLatch waiting = new CountDownLatch(1);

  final AtomicInteger interrupted = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();

  /** Thrown by the log, if there is one. */
  volatile IOException logFailure;

  /** A file whose upload lies in this lake's store. */
  static StagedFile file(int number, long checkpoint) {
    ObjectKey key =
        ObjectKey.of(
            SourceId.X, SinkRows.hotkey(number), Instant.EPOCH, 3, String.format("%016x", number));
    StagedUpload upload =
        new StagedUpload(
            "lake", key, "upload-" + number, List.of(new StagedUpload.Part(1, "tag")), 7);
    return new StagedFile(
        upload, "token-" + number, new byte[] {1}, 3, 1_700_000_000_000L, "line", checkpoint);
  }

  CommitServices services() {
    return new CommitServices(new Store(), new Credentials(), new Log());
  }

  SinkServices sinkServices() {
    return new SinkServices() {
      private static final long serialVersionUID = 1L;

      @Override
      public FileStager openStager() {
        throw new UnsupportedOperationException("nothing is staged here");
      }

      @Override
      public CommitServices openCommit() {
        return services();
      }
    };
  }

  private final class Store implements FileStore {
    @Override
    public StagedUpload stage(
        ObjectKey key, Path file, Map<String, String> metadata, IssuedCredentials credentials) {
      throw new UnsupportedOperationException("nothing is staged here");
    }

    @Override
    public void complete(StagedUpload upload, IssuedCredentials credentials) throws StoreException {
      waiting.countDown();
      try {
        permits.acquire();
      } catch (InterruptedException e) {
        interrupted.incrementAndGet();
        Thread.currentThread().interrupt();
        throw new StoreException(StoreFailure.INTERRUPTED, "told to wait");
      }
      StoreFailure failure = refusing.get(upload.key());
      if (failure != null) {
        throw new StoreException(failure, "told to fail");
      }
      String token = upload.uploadId().replace("upload", "token");
      if (objects.putIfAbsent(upload.key(), token) != null) {
        throw new StoreException(StoreFailure.NOT_FOUND, "completed before");
      }
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key, IssuedCredentials credentials) {
      return Optional.ofNullable(objects.get(key))
          .map(token -> new ObjectHead(7, "tag", Optional.empty(), Map.of(WRITE_TOKEN, token)));
    }

    @Override
    public void abort(StagedUpload upload, IssuedCredentials credentials) {
      throw new UnsupportedOperationException("the committer never aborts");
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private final class Credentials implements CredentialSource {
    @Override
    public IssuedCredentials forMiner(Hotkey hotkey) {
      return new IssuedCredentials("id", "secret", "token", Instant.MAX);
    }

    @Override
    public void invalidate(Hotkey hotkey, IssuedCredentials refused) {
      // The next ones are as good.
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private final class Log implements CommitLog {
    @Override
    public void committed(StagedFile file) throws IOException {
      publish("committed " + file.key());
    }

    @Override
    public void parked(StagedFile file, ParkReason reason) throws IOException {
      publish("parked " + file.key() + " " + reason);
    }

    @Override
    public void unparked(StagedFile file) {
      throw new UnsupportedOperationException("the committer finishes no parked file");
    }

    private void publish(String what) throws IOException {
      if (logFailure != null) {
        throw logFailure;
      }
      published.add(what);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
