package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.ParkReason;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a file for each answer of the store. */
class FileCompleterTest {

  private static final ObjectKey KEY =
      ObjectKey.of(SourceId.X, SinkRows.hotkey(1), Instant.EPOCH, 3, "0123456789abcdef");
  private static final StagedFile FILE =
      new StagedFile(
          new StagedUpload("lake", KEY, "id", List.of(new StagedUpload.Part(1, "tag")), 7),
          "ours",
          new byte[] {1},
          3,
          1,
          "line",
          1);

  private final Store store = new Store();
  private long nanos = Long.MAX_VALUE - 1_000_000;

  @Test
  void completesAndLooks() throws Exception {
    assertThat(complete()).isEqualTo(CommitResult.COMMITTED);
    assertThat(store.completes).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreFailure.class,
      names = {"THROTTLED", "UNAVAILABLE", "EXPIRED", "DENIED", "NOT_FOUND", "CONFLICT", "EXISTS"})
  void oneFailureIsNotTheEnd(StoreFailure failure) throws Exception {
    store.answers.add(failure);
    assertThat(complete()).isEqualTo(CommitResult.COMMITTED);
    assertThat(store.completes).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreFailure.class,
      names = {"UNAVAILABLE", "NOT_FOUND", "CONFLICT", "EXISTS", "PARTS_LOST"})
  void anEarlierAttemptThatSucceededIsFound(StoreFailure failure) throws Exception {
    store.answers.add(failure);
    store.object = "ours";
    assertThat(complete()).isEqualTo(CommitResult.ALREADY_COMMITTED);
    assertThat(store.completes).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreFailure.class,
      names = {"UNAVAILABLE", "NOT_FOUND", "CONFLICT", "EXISTS", "PARTS_LOST"})
  void aForeignObjectIsNotTouched(StoreFailure failure) throws Exception {
    store.answers.add(failure);
    store.object = "foreign";
    assertThat(complete()).isEqualTo(CommitResult.parked(ParkReason.KEY_TAKEN));
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreFailure.class,
      names = {"NOT_FOUND", "PARTS_LOST"})
  void anUploadIsLostOnlyWhenItWasTriedOnceMore(StoreFailure failure) throws Exception {
    store.always = failure;
    assertThat(complete()).isEqualTo(CommitResult.parked(ParkReason.UPLOAD_LOST));
    assertThat(store.completes).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreFailure.class,
      names = {"THROTTLED", "UNAVAILABLE", "CONFLICT", "EXISTS", "EXPIRED"})
  void whatSaysNothingOfTheUploadNeverMakesItLost(StoreFailure failure) throws Exception {
    store.always = failure;
    assertThat(complete()).isEqualTo(CommitResult.parked(ParkReason.UNRESOLVED));
    assertThat(store.completes).isGreaterThan(5);
  }

  @Test
  void refusedCredentialsPark() throws Exception {
    store.always = StoreFailure.DENIED;
    assertThat(complete()).isEqualTo(CommitResult.parked(ParkReason.ACCESS_DENIED));
    assertThat(store.completes).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreFailure.class,
      names = {"BAD_REQUEST", "UNSUPPORTED", "LOCAL_FILE"})
  void aRefusedRequestParks(StoreFailure failure) throws Exception {
    store.always = failure;
    assertThat(complete()).isEqualTo(CommitResult.parked(ParkReason.STORE_REFUSED));
  }

  @ParameterizedTest
  @EnumSource(
      value = StoreFailure.class,
      names = {"THROTTLED", "UNAVAILABLE", "EXPIRED", "DENIED"})
  void aLookThatFailsIsRepeated(StoreFailure failure) throws Exception {
    store.looks.add(failure);
    assertThat(complete()).isEqualTo(CommitResult.ALREADY_COMMITTED);
    assertThat(store.completes).isEqualTo(2);
  }

  private CommitResult complete() throws InterruptedException {
    FileCompleter.Pause pause =
        new FileCompleter.Pause() {
          @Override
          public void sleep(Duration duration) {
            nanos += duration.toNanos();
          }

          @Override
          public long nanoTime() {
            return nanos;
          }
        };
    FileCompleter completer =
        new FileCompleter(store, new Credentials(), pause, new SplittableRandom(4));
    return completer.complete(FILE, completer.deadlineNanos(Duration.ofMinutes(2)));
  }

  private static final class Credentials implements CredentialSource {
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
      // Nothing is open.
    }
  }

  /** A store with one key, that fails as it is told and otherwise works. */
  private static final class Store implements FileStore {
    private final Deque<StoreFailure> answers = new ArrayDeque<>();
    private final Deque<StoreFailure> looks = new ArrayDeque<>();
    private StoreFailure always;
    private String object;
    private int completes;

    @Override
    public StagedUpload stage(
        ObjectKey key, Path file, Map<String, String> metadata, IssuedCredentials credentials) {
      throw new UnsupportedOperationException("nothing is staged here");
    }

    @Override
    public void complete(StagedUpload upload, IssuedCredentials credentials) throws StoreException {
      completes++;
      StoreFailure failure = always != null ? always : answers.poll();
      if (failure == null && object != null) {
        failure = StoreFailure.EXISTS;
      }
      if (failure != null) {
        throw new StoreException(failure, "told to fail");
      }
      object = "ours";
    }

    @Override
    public Optional<ObjectHead> head(ObjectKey key, IssuedCredentials credentials)
        throws StoreException {
      StoreFailure failure = looks.poll();
      if (failure != null) {
        throw new StoreException(failure, "told to fail");
      }
      return Optional.ofNullable(object)
          .map(
              token ->
                  new ObjectHead(7, "tag", Optional.empty(), Map.of(FileStore.WRITE_TOKEN, token)));
    }

    @Override
    public void abort(StagedUpload upload, IssuedCredentials credentials) {
      throw new UnsupportedOperationException("the committer never aborts");
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
