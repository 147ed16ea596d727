package io.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RuleOptionsTest {

  @Test
  void refusesThresholdsOutOfRange() {
    RuleOptions options = RuleOptions.DEFAULT;

    assertThatThrownBy(() -> options.withHorizon(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon must be above 0 and at most 100 years: PT0S");
    assertThatThrownBy(() -> new RuleOptions(Duration.ofDays(1), Duration.ofSeconds(-1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("futureTolerance must be at least 0 and at most 100 years: PT-1S");
    assertThatThrownBy(() -> new RuleOptions(Duration.ofDays(1), Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxContentBytes must be above 0: 0");
    assertThat(options.withHorizon(Duration.ofDays(36500)).horizon()).hasDays(36500);
  }
}
