package io.tributary.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpLimitsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void limitsThatServeNobodyAreRefused() {
    for (Duration none : new Duration[] {Duration.ZERO, Duration.ofMillis(99)}) {
      assertThatThrownBy(() -> new HttpLimits(none, SECOND, SECOND, 1, 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("clients must be left PT0.1S or more");
      assertThatThrownBy(() -> new HttpLimits(SECOND, none, SECOND, 1, 0))
          .hasMessage("clients must be left PT0.1S or more");
      assertThatThrownBy(() -> new HttpLimits(SECOND, SECOND, none, 1, 0))
          .hasMessage("clients must be left PT0.1S or more");
    }
    assertThatThrownBy(() -> new HttpLimits(SECOND, SECOND, SECOND, 0, 0))
        .hasMessage("connections must be allowed");
    assertThatThrownBy(() -> HttpLimits.DEFAULTS.withMostPerAddress(-1))
        .hasMessage("connections must be allowed");
  }

  @Test
  void aRequestHasTenSecondsByDefault() {
    assertThat(HttpLimits.DEFAULTS.request()).isEqualTo(Duration.ofSeconds(10));
    assertThat(HttpLimits.DEFAULTS.mostConnections()).isEqualTo(8192);
    assertThat(HttpLimits.DEFAULTS.mostPerAddress()).isZero();
  }
}
