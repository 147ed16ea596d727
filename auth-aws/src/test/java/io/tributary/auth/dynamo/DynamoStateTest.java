package io.tributary.auth.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.QuotaLimits;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class DynamoStateTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void whoNeverAnswersIsGivenUpOnInSeconds() throws Exception {
    // Connections are taken by the system, and nobody ever reads them.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        DynamoState state = open(silent.getLocalPort())) {
      long start = System.nanoTime();

      assertThatThrownBy(
              () ->
                  state
                      .replays(new SecureRandom())
                      .use("key", Keys.signer(1).hotkey(), NOW, NOW.plusSeconds(300), NOW))
          .isInstanceOf(AccessException.class)
          .hasMessage(AccessReason.REPLAY_STORE_UNAVAILABLE.text());
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void whatFailsSaysWhichPartAndNothingOfTheSdk() throws Exception {
    int closed;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = taken.getLocalPort();
    }
    try (DynamoState state = open(closed)) {
      assertThatThrownBy(
              () -> state.quota(QuotaLimits.DEFAULTS).take(Keys.signer(1).hotkey(), 0, 0, NOW))
          .isInstanceOf(AccessException.class)
          .hasMessage(AccessReason.QUOTA_UNAVAILABLE.text());
      assertThatThrownBy(
              () -> state.revocations(InstantSource.fixed(NOW)).of(Keys.signer(1).hotkey()))
          .hasMessage("the revocations could not be read");
    }
  }

  private static DynamoState open(int port) {
    return DynamoState.open(
        new DynamoOptions(
            Optional.of(URI.create("http://127.0.0.1:" + port)),
            "us-east-1",
            LocalTable.NAME,
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))));
  }
}
