package io.tributary.lake.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.rules.RuleOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

  private static final Thresholds DEFAULTS = Thresholds.DEFAULTS;

  @Test
  void whatIsNotTheSameIsNamed() throws Exception {
    Thresholds others =
        new Thresholds(
            new ContentOptions(
                new RuleOptions(Duration.ofDays(20), Duration.ofMinutes(6), 2 << 20),
                Duration.ofDays(3),
                new ShareLimits(20_000, 30_000, 40_000, 50_000, 600_000, 700_000, 80_000, 900_000),
                51,
                4,
                6,
                1000),
            Duration.ofSeconds(90),
            1L << 20,
            77);
    List<String> told = others.differencesFrom(DEFAULTS, "default");
    assertThat(told)
        .hasSize(19)
        .contains(
            "horizon = PT480H (default PT720H)",
            "most-text-bytes = 2097152 (default 1048576)",
            "most-across-miners = 0.04 (default 0.01)",
            "least-packed-row-bytes = 4 (default 8)",
            "signing-tolerance = PT1M30S (default PT5M)",
            "file-requests = 77 (default 10000)");
    assertThat(DEFAULTS.differencesFrom(DEFAULTS, "default")).isEmpty();
    String text = Files.readString(Path.of("..", "docs", "validation.md"));
    assertThat(told)
        .allSatisfy(
            one -> assertThat(text).contains("`--" + one.substring(0, one.indexOf(' ')) + "`"));
  }

  @Test
  void timesAreWholeMilliseconds() {
    Duration nanos = Duration.ofNanos(1_500_000);
    RuleOptions records = RuleOptions.DEFAULT;
    assertThatThrownBy(() -> new Thresholds(DEFAULTS.content(), nanos, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("signing tolerance must be whole milliseconds: PT0.0015S");
    assertThatThrownBy(() -> DEFAULTS.with(content(records.withHorizon(nanos), nanos)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon must be whole milliseconds: PT0.0015S");
    assertThatThrownBy(() -> DEFAULTS.with(content(records, nanos)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon slack must be whole milliseconds: PT0.0015S");
    assertThatThrownBy(
            () ->
                DEFAULTS.with(content(new RuleOptions(records.horizon(), nanos, 1), Duration.ZERO)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("future tolerance must be whole milliseconds: PT0.0015S");
  }

  private static ContentOptions content(RuleOptions records, Duration slack) {
    return new ContentOptions(records, slack, ShareLimits.DEFAULTS, 50, 8, 5, 16_384);
  }
}
