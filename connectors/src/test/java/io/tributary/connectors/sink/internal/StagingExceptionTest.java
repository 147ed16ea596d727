package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which failures stop the input for all, and which are one miner's. */
class StagingExceptionTest {

  private static boolean isAnybodys(Throwable cause) {
    return new StagingException("it failed", cause).isAnybodys();
  }

  @Test
  void aStoreThatFailsIsAnybodys() {
    Set<StoreFailure> anybodys =
        EnumSet.allOf(StoreFailure.class).stream()
            .filter(failure -> isAnybodys(new StoreException(failure, "it failed")))
            .collect(Collectors.toSet());
    assertThat(anybodys)
        .containsExactlyInAnyOrder(
            StoreFailure.THROTTLED, StoreFailure.UNAVAILABLE, StoreFailure.LOCAL_FILE);
  }

  @Test
  void anAuthenticationServiceThatFailsIsAnybodys() {
    AuthUnavailableException once = new AuthUnavailableException("it failed", null);
    assertThat(isAnybodys(once)).isTrue();
    assertThat(isAnybodys(new AuthUnavailableException("again and again", once))).isTrue();
  }

  @Test
  void whatIsWrongWithOneMinerIsNot() {
    assertThat(isAnybodys(null)).isFalse();
    assertThat(isAnybodys(new AccessDeniedException("NOT_REGISTERED", "it is not"))).isFalse();
    AuthUnavailableException once = AuthUnavailableException.ofOneMiner("too often", null);
    assertThat(isAnybodys(once)).isFalse();
    assertThat(isAnybodys(new AuthUnavailableException("again and again", once))).isFalse();
  }
}
