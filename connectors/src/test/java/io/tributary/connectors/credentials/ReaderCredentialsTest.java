package io.tributary.connectors.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.store.CountedCredentials;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReaderCredentialsTest {

  private static final Hotkey MINER = new Hotkey("5" + "C".repeat(47));

  private final CountedCredentials service = new CountedCredentials();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final ReaderCredentials reader =
      new ReaderCredentials(service, Duration.ofMinutes(10), () -> now);

  @Test
  void whatConcernsTheMinerIsNoTroubleOfTheReader() throws Exception {
    assertThat(reader.forMiner(MINER).accessKeyId()).isEqualTo("AK1");
    service.deny("MINER_NOT_REGISTERED");
    assertThatThrownBy(() -> reader.forMiner(MINER))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageStartingWith("MINER_NOT_REGISTERED");
    assertThat(reader.isTroubled()).isFalse();
  }

  @Test
  void aLostPermitIsRememberedForAWhile() {
    service.deny("NOT_A_VALIDATOR");
    assertThatThrownBy(() -> reader.forMiner(MINER))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageStartingWith("NOT_A_VALIDATOR");
    assertThat(reader.isTroubled()).isTrue();
    now = now.plus(Duration.ofMinutes(10));
    assertThat(reader.isTroubled()).isFalse();
  }

  @Test
  void aServiceThatDoesNotAnswerIsTrouble() {
    service.fail();
    assertThatThrownBy(() -> reader.forMiner(MINER))
        .isInstanceOf(AuthUnavailableException.class)
        .hasMessage("nobody there");
    assertThat(reader.isTroubled()).isTrue();
  }

  @Test
  void theRestIsPassedOn() throws Exception {
    reader.invalidate(MINER, reader.forMiner(MINER));
    assertThat(reader.forMiner(MINER).accessKeyId()).isEqualTo("AK2");
    assertThat(reader.calls()).isEqualTo(CredentialCalls.NONE);
    reader.close();
    assertThat(service.isClosed()).isTrue();
  }
}
