package io.tributary.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.S3FileStore;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StagedUploadCodec;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3FileStoreIT {

  private static final Map<String, String> METADATA =
      Map.of(FileStore.WRITE_TOKEN, "token-1", "tributary-rows", "10");

  @TempDir Path folder;
  private S3TestBed bed;

  @BeforeEach
  void start() throws IOException {
    bed = new S3TestBed(folder);
  }

  @AfterEach
  void stop() throws IOException {
    bed.close();
  }

  @ParameterizedTest
  @CsvSource({"true,false,13", "false,false,13", "true,true,13", "false,true,1"})
  void aFileOfSeveralPartsIsInvisibleUntilItIsComplete(
      boolean chunked, boolean checksums, int mebibytes) throws Exception {
    ObjectKey key = S3TestBed.key(S3TestBed.ALICE, 1);
    Path file = file(mebibytes << 20);
    IssuedCredentials alice = bed.session(S3TestBed.ALICE);
    StoreOptions options =
        bed.options()
            .withChunkedEncoding(chunked)
            .withChecksums(checksums)
            .withPartSizeBytes(StoreOptions.MIN_PART_SIZE_BYTES);
    try (S3FileStore store = new S3FileStore(options)) {
      StagedUpload staged = store.stage(key, file, METADATA, alice);

      assertThat(staged.parts()).hasSize((mebibytes + 4) / 5);
      assertThat(bed.file(key.path())).doesNotExist();
      assertThat(store.head(key, alice)).isEmpty();

      store.complete(staged, alice);

      assertThat(bed.file(key.path())).hasSameBinaryContentAs(file);
      ObjectHead head = store.head(key, alice).orElseThrow();
      assertThat(head.size()).isEqualTo(Files.size(file));
      assertThat(head.writeToken()).contains("token-1");
      assertThat(head.metadata()).containsEntry("tributary-rows", "10");
      assertThat(head.eTag()).endsWith("-" + staged.parts().size());
    }
  }

  @Test
  void aStagedUploadIsCompletedAfterARestartFromItsBytesAndWithNewCredentials() throws Exception {
    ObjectKey key = S3TestBed.key(S3TestBed.ALICE, 2);
    Path file = file(100);
    byte[] bytes;
    IssuedCredentials old = bed.session(S3TestBed.ALICE);
    try (S3FileStore store = new S3FileStore(bed.options())) {
      bytes = StagedUploadCodec.encode(store.stage(key, file, METADATA, old));
    }

    bed.restart();

    try (S3FileStore store = new S3FileStore(bed.options())) {
      StagedUpload staged = StagedUploadCodec.decode(StagedUploadCodec.VERSION, bytes);
      assertFailure(StoreFailure.EXPIRED, () -> store.complete(staged, old));
      store.complete(staged, bed.session(S3TestBed.ALICE));
      bed.restart();
    }
    try (S3FileStore store = new S3FileStore(bed.options())) {
      assertThat(store.head(key, bed.session(S3TestBed.ALICE)).orElseThrow().writeToken())
          .contains("token-1");
    }
    assertThat(bed.file(key.path())).hasSameBinaryContentAs(file);
  }

  @Test
  void anObjectIsNeverOverwritten() throws Exception {
    ObjectKey key = S3TestBed.key(S3TestBed.ALICE, 3);
    IssuedCredentials alice = bed.session(S3TestBed.ALICE);
    Path first = file(100);
    try (S3FileStore store = new S3FileStore(bed.options())) {
      StagedUpload one = store.stage(key, first, METADATA, alice);
      StagedUpload two = store.stage(key, file(200), METADATA, alice);
      store.complete(one, alice);

      assertFailure(StoreFailure.EXISTS, () -> store.complete(two, alice));
      assertFailure(StoreFailure.NOT_FOUND, () -> store.complete(one, alice));

      store.abort(two, alice);
      store.abort(two, alice);
      assertFailure(StoreFailure.NOT_FOUND, () -> store.complete(two, alice));
    }
    assertThat(bed.file(key.path())).hasSameBinaryContentAs(first);
  }

  @Test
  void credentialsOfOneMinerAreDeniedOnAnothersPath() throws Exception {
    ObjectKey key = S3TestBed.key(S3TestBed.ALICE, 4);
    IssuedCredentials alice = bed.session(S3TestBed.ALICE);
    IssuedCredentials bob = bed.session(S3TestBed.BOB);
    try (S3FileStore store = new S3FileStore(bed.options())) {
      Path file = file(100);
      assertFailure(StoreFailure.DENIED, () -> store.stage(key, file, METADATA, bob));
      StagedUpload staged = store.stage(key, file, METADATA, alice);
      assertFailure(StoreFailure.DENIED, () -> store.complete(staged, bob));
      assertFailure(StoreFailure.DENIED, () -> store.abort(staged, bob));
      assertFailure(StoreFailure.DENIED, () -> store.head(key, bob));
      store.complete(staged, alice);
      assertFailure(StoreFailure.DENIED, () -> store.head(key, bob));
    }
  }

  @Test
  void anEndedSessionIsTold() throws Exception {
    IssuedCredentials alice = bed.session(S3TestBed.ALICE);
    bed.clock().advance(Duration.ofMinutes(16));
    try (S3FileStore store = new S3FileStore(bed.options())) {
      StoreException thrown =
          assertFailure(
              StoreFailure.EXPIRED, () -> store.head(S3TestBed.key(S3TestBed.ALICE, 5), alice));
      assertThat(thrown).hasMessageNotContainingAny(alice.sessionToken(), alice.secretAccessKey());
    }
  }

  @Test
  void allSessionsCanBeEndedAtOnceAndNewOnesBegun() throws Exception {
    IssuedCredentials before = bed.session(S3TestBed.ALICE);
    bed.server().endSessions();
    try (S3FileStore store = new S3FileStore(bed.options())) {
      assertFailure(
          StoreFailure.EXPIRED, () -> store.head(S3TestBed.key(S3TestBed.ALICE, 7), before));
      assertThat(store.head(S3TestBed.key(S3TestBed.ALICE, 7), bed.session(S3TestBed.ALICE)))
          .isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeReadIsNoFailureOfTheStore() throws Exception {
    IssuedCredentials alice = bed.session(S3TestBed.ALICE);
    try (S3FileStore store = new S3FileStore(bed.options())) {
      assertFailure(
          StoreFailure.LOCAL_FILE,
          () ->
              store.stage(
                  S3TestBed.key(S3TestBed.ALICE, 6), folder.resolve("absent"), METADATA, alice));
    }
  }

  private static StoreException assertFailure(StoreFailure failure, ThrowingCallable call) {
    StoreException thrown = catchThrowableOfType(StoreException.class, call);
    assertThat(thrown).hasMessageStartingWith(failure + ": ");
    assertThat(thrown.failure()).isEqualTo(failure);
    return thrown;
  }

  private Path file(int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return Files.write(folder.resolve("file-" + bytes), content);
  }
}
