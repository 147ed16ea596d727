package io.tributary.schemas.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Reason;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-14T09:26:53+00:00, 2026-03-14T09:26:53Z",
    "2026-03-14 09:26:53+00:00, 2026-03-14T09:26:53Z",
    "2026-03-14 09:26:53.5+00:00, 2026-03-14T09:26:53.5Z",
    "2026-03-14 09:26:53.000001+00:00, 2026-03-14T09:26:53.000001Z",
    "2026-03-14T09:26:53Z, 2026-03-14T09:26:53Z",
    "2026-03-14T09:26Z, 2026-03-14T09:26:00Z",
    "2026-03-14T09:26+01:00, 2026-03-14T08:26:00Z",
    "2026-03-14T23:30:00-05:30, 2026-03-15T05:00:00Z",
    "2026-03-14T09:26:53-00:00, 2026-03-14T09:26:53Z",
    "2026-03-14T09:26:53+23:59, 2026-03-13T09:27:53Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z"
  })
  void reads(String text, Instant expected) {
    assertThat(IsoTime.parse(text))
        .isEqualTo(
            new IsoTime(expected.getEpochSecond() * 1_000_000 + expected.getNano() / 1000, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-14T09:26",
        "2026-03-14T09:26:53",
        "2026-03-14 09:26:53",
        "2026-03-14 09:26:53.123456"
      })
  void refusesNaiveTimes(String text) {
    assertThat(IsoTime.parse(text).reason()).isEqualTo(Reason.NAIVE_DATETIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-03-14",
        "2026-03-14T09",
        "2026-03-14T09:26:",
        "2026-03-14T09:26:5",
        "2026-03-14T09:26:53.",
        "2026-03-14T09:26:53.Z",
        "2026-03-14T09:26:53,5Z",
        "2026-03-14T09:26:53.1234567Z",
        "2026-03-14T09:26:53.1234567+00:00",
        "2026-03-14T09:26:53z",
        "2026-03-14T09:26:53ZZ",
        "2026-03-14T09:26:53+0000",
        "2026-03-14T09:26:53+00",
        "2026-03-14T09:26:53+00:0",
        "2026-03-14T09:26:53+24:00",
        "2026-03-14T09:26:53+00:60",
        "2026-03-14T09:26:53+00:00:00",
        "2026-03-14T09:26:53 +00:00",
        "2026-03-14T09:26:53+00:00 ",
        " 2026-03-14T09:26:53+00:00",
        "2026-03-14t09:26:53Z",
        "2026-03-14_09:26:53Z",
        "2026-3-14T09:26:53+00:00",
        "2026/03/14T09:26:53Z",
        "0000-01-01T00:00:00Z",
        "2026-00-14T09:26:53Z",
        "2026-13-14T09:26:53Z",
        "2026-03-00T09:26:53Z",
        "2026-04-31T09:26:53Z",
        "2026-02-29T09:26:53Z",
        "1900-02-29T09:26:53Z",
        "2026-03-14T24:00:00Z",
        "2026-03-14T09:60:00Z",
        "2026-03-14T09:26:60Z",
        "+026-03-14T09:26:53Z",
        "-026-03-14T09:26:53Z",
        "２026-03-14T09:26:53Z",
        "2026-03-14T09:26:53+0٠:00",
        "12026-03-14T09:26:53Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(IsoTime.parse(text).reason()).isEqualTo(Reason.BAD_DATETIME);
  }

  @Property
  void readsEveryTimeOfTheLibrary(
      @ForAll @LongRange(min = -50_000_000_000_000_000L, max = 200_000_000_000_000_000L)
          long micros,
      @ForAll @IntRange(min = -1080, max = 1080) int offsetMinutes) {
    OffsetDateTime time =
        Instant.EPOCH
            .plus(micros, ChronoUnit.MICROS)
            .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    // The library prints fractions in groups of three digits, never more than six for microseconds.
    assertThat(IsoTime.parse(time.toString())).isEqualTo(new IsoTime(micros, null));
  }

  @Property
  void neverThrowsOnAnyText(@ForAll String text) {
    assertThat(IsoTime.parse(text).isTime()).isFalse();
  }

  @Property
  void neverThrowsOnABrokenTime(
      @ForAll @IntRange(min = 0, max = 31) int place, @ForAll char broken) {
    StringBuilder text = new StringBuilder("2026-03-14T09:26:53.589123+00:00");
    text.setCharAt(place, broken);

    assertThat(IsoTime.parse(text.toString())).isNotNull();
  }
}
