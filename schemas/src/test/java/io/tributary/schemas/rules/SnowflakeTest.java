package io.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.content.IsoTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnowflakeTest {

  private static final long MODERN = 2032750303094272042L;

  @Test
  void agreesWithTheVectorsButRefusesModernIdsWithAncientDates() throws IOException {
    JsonNode vectors;
    try (InputStream in = SnowflakeTest.class.getResourceAsStream("/vectors/keys.json")) {
      vectors = new ObjectMapper().readTree(in).get("snowflake");
    }
    int compared = 0;
    for (JsonNode vector : vectors) {
      String id = vector.get("tweet_id").asText();
      if (!id.matches("[1-9][0-9]*")) {
        continue;
      }
      long claimed = IsoTime.parse(vector.get("claimed").asText()).micros();
      boolean ancient = claimed < Snowflake.EPOCH_MILLIS * 1000;
      boolean expected =
          vector.get("upstream_ok").asBoolean() && !(ancient && Long.parseLong(id) == MODERN);
      assertThat(Snowflake.agrees(Long.parseLong(id), claimed))
          .as(vector.toString())
          .isEqualTo(expected);
      compared++;
    }
    assertThat(compared).isGreaterThanOrEqualTo(8);
  }

  @Test
  void idsBeforeTheEpochHaveDatesBeforeIt() {
    long epoch = TimeRules.micros(Instant.parse("2010-11-04T01:42:54.657Z"));

    assertThat(Snowflake.agrees(29_699_999_999L, epoch - 1)).isTrue();
    assertThat(Snowflake.agrees(29_699_999_999L, epoch)).isFalse();
    assertThat(Snowflake.agrees(29_700_000_000L, epoch + 7_081_000)).isTrue();
    assertThat(Snowflake.agrees(Long.MAX_VALUE, epoch)).isFalse();
  }
}
