package io.tributary.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.S3FileStore;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.local.s3.FaultProxy.Call;
import io.tributary.local.s3.FaultProxy.Fault;
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

/** What the store's client makes of failures on the way: each call, each kind of failure. */
class S3FaultIT {

  private static final Map<String, String> METADATA = Map.of(FileStore.WRITE_TOKEN, "token-1");
  private static final int ATTEMPTS = 3;

  @TempDir Path folder;
  private S3TestBed bed;
  private FaultProxy proxy;
  private S3FileStore store;
  private IssuedCredentials alice;
  private ObjectKey key;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    bed = new S3TestBed(folder);
    proxy = new FaultProxy(bed.server().endpoint());
    store =
        new S3FileStore(
            StoreOptions.compatible(proxy.endpoint(), S3TestBed.BUCKET)
                .withPatience(Duration.ofSeconds(2), Duration.ofSeconds(30), ATTEMPTS)
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2))
                .withPartSizeBytes(StoreOptions.MIN_PART_SIZE_BYTES));
    alice = bed.session(S3TestBed.ALICE);
    key = S3TestBed.key(S3TestBed.ALICE, 1);
    byte[] content = new byte[6 << 20];
    new Random(1).nextBytes(content);
    file = Files.write(folder.resolve("file"), content);
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    proxy.close();
    bed.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE,THROTTLED",
    "CREATE,BROKEN",
    "CREATE,RESET",
    "CREATE,SLOW",
    "CREATE,LOST_ANSWER",
    "PART,THROTTLED",
    "PART,BROKEN",
    "PART,RESET",
    "PART,SLOW",
    "PART,LOST_ANSWER",
    "COMPLETE,THROTTLED",
    "COMPLETE,BROKEN",
    "COMPLETE,RESET",
    "COMPLETE,SLOW",
    "HEAD,THROTTLED",
    "HEAD,BROKEN",
    "HEAD,RESET",
    "HEAD,SLOW",
    "HEAD,LOST_ANSWER"
  })
  void whatPassesIsTriedAgain(Call call, Fault fault) throws Exception {
    proxy.fail(call, fault, 1);

    StagedUpload staged = store.stage(key, file, METADATA, alice);
    store.complete(staged, alice);

    assertThat(store.head(key, alice).orElseThrow().writeToken()).contains("token-1");
    assertThat(bed.file(key.path())).hasSameBinaryContentAs(file);
    assertThat(proxy.seen(call)).isEqualTo(call == Call.PART ? 3 : 2);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE,THROTTLED,THROTTLED,3",
    "CREATE,BROKEN,UNAVAILABLE,3",
    "CREATE,RESET,UNAVAILABLE,3",
    "CREATE,REFUSED,DENIED,1",
    "CREATE,EXPIRED,EXPIRED,1",
    "PART,THROTTLED,THROTTLED,3",
    "PART,BROKEN,UNAVAILABLE,3",
    "PART,RESET,UNAVAILABLE,3",
    "PART,REFUSED,DENIED,1",
    "PART,EXPIRED,EXPIRED,1"
  })
  void whatLastsIsToldWhileStaging(Call call, Fault fault, StoreFailure failure, int requests) {
    proxy.fail(call, fault, Integer.MAX_VALUE);

    assertFailure(failure, () -> store.stage(key, file, METADATA, alice));

    assertThat(proxy.seen(call)).isEqualTo(requests);
    assertThat(bed.file(key.path())).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE,THROTTLED,THROTTLED,3",
    "COMPLETE,BROKEN,UNAVAILABLE,3",
    "COMPLETE,RESET,UNAVAILABLE,3",
    "COMPLETE,REFUSED,DENIED,1",
    "COMPLETE,EXPIRED,EXPIRED,1"
  })
  void whatLastsIsToldWhileCompletingAndSpoilsNothing(
      Call call, Fault fault, StoreFailure failure, int requests) throws Exception {
    StagedUpload staged = store.stage(key, file, METADATA, alice);
    proxy.fail(call, fault, Integer.MAX_VALUE);

    assertFailure(failure, () -> store.complete(staged, alice));

    assertThat(proxy.seen(call)).isEqualTo(requests);
    assertThat(bed.file(key.path())).doesNotExist();
    proxy.fail(call, fault, 0);
    store.complete(staged, alice);
    assertThat(bed.file(key.path())).hasSameBinaryContentAs(file);
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED,THROTTLED",
    "BROKEN,UNAVAILABLE",
    "RESET,UNAVAILABLE",
    // Without a body there is no code: S3 tells an ended session by its status alone.
    "EXPIRED,EXPIRED"
  })
  void whatLastsIsToldOfAHead(Fault fault, StoreFailure failure) {
    proxy.fail(Call.HEAD, fault, Integer.MAX_VALUE);
    assertFailure(failure, () -> store.head(key, alice));
  }

  @Test
  void aRefusedHeadIsSettledByAList() throws Exception {
    proxy.fail(Call.HEAD, Fault.REFUSED, Integer.MAX_VALUE);
    store.complete(store.stage(S3TestBed.key(S3TestBed.ALICE, 2), file, METADATA, alice), alice);

    assertThat(store.head(key, alice)).isEmpty();

    store.complete(store.stage(key, file, METADATA, alice), alice);
    assertFailure(StoreFailure.DENIED, () -> store.head(key, alice));
    assertFailure(StoreFailure.DENIED, () -> store.head(S3TestBed.key(S3TestBed.BOB, 1), alice));
  }

  @Test
  void aLostAnswerOfCompletingIsSettledByLooking() throws Exception {
    StagedUpload staged = store.stage(key, file, METADATA, alice);
    proxy.fail(Call.COMPLETE, Fault.LOST_ANSWER, 1);

    // The second request finds no upload any more: whose object it is, only a look can tell.
    assertFailure(StoreFailure.NOT_FOUND, () -> store.complete(staged, alice));

    assertThat(store.head(key, alice).orElseThrow().writeToken()).contains("token-1");
    assertThat(bed.file(key.path())).hasSameBinaryContentAs(file);
  }

  @Test
  void aForeignObjectIsNeitherOverwrittenNorTakenForOnesOwn() throws Exception {
    StagedUpload staged = store.stage(key, file, METADATA, alice);
    Path other = Files.writeString(folder.resolve("other"), "another writer's");
    StagedUpload foreign = store.stage(key, other, Map.of(FileStore.WRITE_TOKEN, "token-2"), alice);
    store.complete(foreign, alice);

    assertFailure(StoreFailure.EXISTS, () -> store.complete(staged, alice));

    assertThat(store.head(key, alice).orElseThrow().writeToken()).contains("token-2");
    assertThat(bed.file(key.path())).hasContent("another writer's");
  }

  private void assertFailure(StoreFailure failure, ThrowingCallable call) {
    StoreException thrown = catchThrowableOfType(StoreException.class, call);
    assertThat(thrown).as("a failure").isNotNull();
    assertThat(thrown)
        .hasMessageStartingWith(failure + ": ")
        .hasMessageNotContainingAny(
            alice.sessionToken(), alice.secretAccessKey(), "X-Amz", "Signature=");
    assertThat(thrown.failure()).isEqualTo(failure);
  }
}
