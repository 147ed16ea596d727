package io.tributary.connectors.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.credentials.ReaderCredentials;
import io.tributary.connectors.store.CountedCredentials;
import io.tributary.connectors.store.RudeServer;
import io.tributary.connectors.store.S3RangeSource;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3CanaryTest {

  private static final Hotkey VALIDATOR = new Hotkey("5" + "V".repeat(47));
  private static final RudeServer.Answer READABLE =
      RudeServer.say("206 Partial Content", "Content-Range: bytes 0-0/9\r\n", "c");

  private final CountedCredentials service = new CountedCredentials();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final ReaderCredentials reader =
      new ReaderCredentials(service, Duration.ofHours(1), () -> now);
  private RudeServer server;
  private S3RangeSource source;
  private S3Canary canary;

  @BeforeEach
  void start() throws IOException {
    server = new RudeServer();
    source =
        new S3RangeSource(
            StoreOptions.compatible(server.uri(), "lake")
                .withPatience(Duration.ofSeconds(10), Duration.ofSeconds(20), 2)
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(2)),
            reader);
    canary = new S3Canary(source, reader, CanaryKey.of(VALIDATOR));
  }

  @AfterEach
  void stop() throws IOException {
    source.close();
    server.close();
  }

  @Test
  void itIsReadUnderTheValidatorsOwnPrefix() throws Exception {
    server.will(READABLE);
    assertThat(canary.isReadable()).isTrue();
    assertThat(server.heads().get(0)).startsWith("GET /lake/data/2/" + VALIDATOR + "/canary ");
  }

  @Test
  void whatCannotBeReadIsNoCanary() throws Exception {
    server.will(
        RudeServer.error("404 Not Found", "NoSuchKey"),
        RudeServer.say(
            "200 OK", "", "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"));
    assertThat(canary.isReadable()).isFalse();
    server.will(RudeServer.error("503 Slow Down", "SlowDown"));
    assertThat(canary.isReadable()).isFalse();
    server.will(READABLE);
    assertThat(canary.isReadable()).isTrue();
  }

  @Test
  void aReaderInTroubleHasNone() throws Exception {
    server.will(READABLE);
    CountedCredentials broken = new CountedCredentials();
    broken.fail();
    ReaderCredentials troubled = new ReaderCredentials(broken, Duration.ofHours(1), () -> now);
    S3Canary its = new S3Canary(source, troubled, CanaryKey.of(VALIDATOR));
    assertThat(its.isReadable()).isTrue();
    assertThat(catchThrowable(() -> troubled.forMiner(VALIDATOR)))
        .isInstanceOf(AuthUnavailableException.class)
        .hasMessage("nobody there");
    assertThat(its.isReadable()).isFalse();
    now = now.plus(Duration.ofHours(1));
    assertThat(its.isReadable()).isTrue();
  }

  @Test
  void anInterruptionEndsIt() {
    server.will(READABLE);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> canary.isReadable())
        .isInstanceOf(InterruptedException.class)
        .hasMessage("while the canary was read");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void itsKeySaysWhoseCredentialsReadIt() {
    CanaryKey key = CanaryKey.parse("data/1/" + VALIDATOR + "/any-name.bin");
    assertThat(key.owner()).isEqualTo(VALIDATOR);
    assertThat(key.path()).isEqualTo("data/1/" + VALIDATOR + "/any-name.bin");
    assertThat(key).hasToString(key.path());
    assertThat(CanaryKey.parse("data/2/" + VALIDATOR + "/canary"))
        .isEqualTo(CanaryKey.of(VALIDATOR))
        .hasSameHashCodeAs(CanaryKey.of(VALIDATOR));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "canary", "data/2/V/canary", "data/3/HOTKEY/canary", "data/2/HOTKEY/a/b"})
  void otherKeysAreRefused(String key) {
    String text = key.replace("HOTKEY", VALIDATOR.address());
    assertThatThrownBy(() -> CanaryKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no key like data/2/<hotkey>/canary: " + text);
  }
}
