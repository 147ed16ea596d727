package io.tributary.auth.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.RevocationStore;
import io.tributary.auth.revocation.FileRevocationStore;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What every store of revocations must do, and what only the one in DynamoDB does. */
class RevocationStoreTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final LocalSigner MINER = Keys.signer(1);
  private static final LocalSigner OTHER = Keys.signer(2);
  private static LocalTable local;

  @BeforeAll
  static void start() {
    local = new LocalTable();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  abstract static class Contract implements InstantSource {

    Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    /** A store over what the others hold too. */
    abstract RevocationStore store() throws IOException;

    @Test
    void aHotkeyThatRevokedNothingHasNone() throws IOException {
      assertThat(store().of(MINER.hotkey())).isEmpty();
    }

    @Test
    void whatIsAddedIsThereAtOnce() throws IOException {
      RevocationStore store = store();
      assertThat(store.of(MINER.hotkey())).isEmpty();

      add(store, MINER, key(7));
      add(store, MINER, all(NOW));

      assertThat(store.of(MINER.hotkey())).containsExactlyInAnyOrder(key(7), all(NOW));
      assertThat(store.of(OTHER.hotkey())).isEmpty();
    }

    @Test
    void anotherProcessSeesItWithinThirtySeconds() throws IOException {
      RevocationStore elsewhere = store();
      assertThat(elsewhere.of(MINER.hotkey())).isEmpty();

      add(store(), MINER, key(7));
      now = now.plusSeconds(30);

      assertThat(elsewhere.of(MINER.hotkey())).containsExactly(key(7));
    }

    @Test
    void aClockThatIsSetBackHidesNothing() throws IOException {
      RevocationStore elsewhere = store();
      assertThat(elsewhere.of(MINER.hotkey())).isEmpty();

      add(store(), MINER, key(7));
      now = now.minus(Duration.ofHours(1));

      assertThat(elsewhere.of(MINER.hotkey())).containsExactly(key(7));
    }

    @Test
    void addingAgainChangesNothing() throws IOException {
      RevocationStore store = store();
      add(store, MINER, key(7));
      add(store, MINER, key(7));

      assertThat(store.of(MINER.hotkey())).containsExactly(key(7));
    }

    @Test
    void manyAtOnceAreAllKept() throws Exception {
      RevocationStore store = store();
      AtomicInteger next = new AtomicInteger();

      AtOnce.run(
          16,
          () -> {
            try {
              add(store, MINER, key(next.incrementAndGet()));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      now = now.plusSeconds(30);

      assertThat(store.of(MINER.hotkey())).hasSize(16);
    }
  }

  @Nested
  class InAFile extends Contract {

    @TempDir private Path folder;

    @Override
    RevocationStore store() throws IOException {
      return FileRevocationStore.open(folder.resolve("revocations.jsonl"), this);
    }
  }

  @Nested
  class InDynamo extends Contract {

    @BeforeEach
    void empty() {
      local.clear();
    }

    @Override
    RevocationStore store() {
      return new DynamoRevocationStore(local.table(), this);
    }

    @Test
    void anAnswerIsUsedForTenSeconds() throws IOException {
      RevocationStore elsewhere = store();
      elsewhere.of(MINER.hotkey());
      add(store(), MINER, key(7));

      now = now.plusSeconds(9);
      assertThat(elsewhere.of(MINER.hotkey())).isEmpty();
      now = now.plusSeconds(1);
      assertThat(elsewhere.of(MINER.hotkey())).containsExactly(key(7));
    }

    @Test
    void manyPagesAreRead() throws IOException {
      RevocationStore store = store();
      for (int i = 1; i <= 40; i++) {
        add(store, MINER, key(i));
      }

      assertThat(store().of(MINER.hotkey())).hasSize(40);
    }

    @Test
    void aSignatureThatDoesNotHoldIsToldByNobody() {
      SignedRevocation forged = SignedRevocation.sign(key(7), OTHER);
      put(MINER.hotkey(), forged.encode());

      assertThatThrownBy(() -> store().of(MINER.hotkey()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "an item among the revocations of " + MINER.hotkey() + " was not signed by it");
    }

    @Test
    void anotherHotkeysRevocationCountsForNobodyElse() {
      Revocation others = new Revocation("main", 13, OTHER.hotkey(), Optional.empty(), NOW);
      put(MINER.hotkey(), SignedRevocation.sign(others, OTHER).encode());

      assertThatThrownBy(() -> store().of(MINER.hotkey()))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "an item among the revocations of " + MINER.hotkey() + " is another hotkey's");
    }

    @Test
    void bytesThatAreNoRevocationAreAFailure() {
      put(MINER.hotkey(), new byte[] {1, 2, 3});

      assertThatThrownBy(() -> store().of(MINER.hotkey()))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "an item among the revocations of " + MINER.hotkey() + " is none: ");
    }

    @Test
    void aTableThatDoesNotAnswerIsAFailure() {
      RevocationStore store =
          new DynamoRevocationStore(new StateTable(local.client(), "no-such-table"), this);

      assertThatThrownBy(() -> store.of(MINER.hotkey()))
          .isInstanceOf(IOException.class)
          .hasMessage("the revocations could not be read");
    }

    private void put(Hotkey hotkey, byte[] signed) {
      Map<String, AttributeValue> item =
          Map.of(
              "pk", AttributeValue.fromS("REVOKED#" + hotkey.address()),
              "sk", AttributeValue.fromS("00"),
              "signed", AttributeValue.fromB(SdkBytes.fromByteArray(signed)));
      local.client().putItem(request -> request.tableName(LocalTable.NAME).item(item));
    }
  }

  private static void add(RevocationStore store, LocalSigner by, Revocation revocation)
      throws IOException {
    store.add(SignedRevocation.sign(revocation, by), revocation);
  }

  private static Revocation all(Instant issuedAt) {
    return new Revocation("main", 13, MINER.hotkey(), Optional.empty(), issuedAt);
  }

  private static Revocation key(int seed) {
    Octets sessionKey = Octets.of(Keys.signer(seed + 10).publicKey());
    return new Revocation("main", 13, MINER.hotkey(), Optional.of(sessionKey), NOW);
  }
}
