package io.tributary.lake.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.lake.verdict.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published histories of miners, which another implementation computed. */
class ScoreVectorsTest {

  static Stream<JsonNode> histories() throws IOException {
    try (InputStream in = ScoreVectorsTest.class.getResourceAsStream("/vectors/score-1.json")) {
      JsonNode histories = new ObjectMapper().readTree(in).get("histories");
      return StreamSupport.stream(histories.spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource
  void histories(JsonNode history) {
    Credibility credibility = Credibility.START;
    for (JsonNode epoch : history.get("epochs")) {
      credibility = after(credibility, epoch);
      assertThat(credibility.sizeBytes()).isCloseTo(number(epoch, "sizeBytes"), within(0.001));
      assertThat(credibility.value()).isCloseTo(number(epoch, "credibility"), within(1e-11));
      assertThat(credibility.weight()).isCloseTo(number(epoch, "weight"), within(1e-11));
    }
  }

  private static Credibility after(Credibility before, JsonNode epoch) {
    return switch (Outcome.valueOf(epoch.get("outcome").asText())) {
      case PASS ->
          before.afterPass(
              share(epoch, "oraclePassed", "oracleChecked"),
              EffectiveSize.bytes(
                  epoch.get("earningRows").asLong(),
                  number(epoch, "coverage"),
                  share(epoch, "idRowsPresent", "idRowsClaimed")));
      case FAIL -> before.afterFailure();
      case NO_EVIDENCE -> before;
    };
  }

  private static double share(JsonNode epoch, String part, String whole) {
    return number(epoch, whole) == 0 ? 1 : number(epoch, part) / number(epoch, whole);
  }

  private static double number(JsonNode epoch, String field) {
    return epoch.get(field).asDouble();
  }
}
