package io.tributary.local.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.demo.validate.ValidationFigures;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReportTest {

  private static final MinerFigures MINER =
      new MinerFigures(
          "miner-with-a-long-name",
          "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
          4_719_000,
          4_257_000,
          103_000,
          Map.of("SNOWFLAKE_MISMATCH", 300_000L, "HOST", 59_000L),
          1_234,
          4_257_000,
          3_000_000_000L);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DemoReport report =
      new DemoReport(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void tableOfMinersFitsAHundredColumnsAndSumsUp() {
    report.figures(new DemoFigures(List.of(MINER, MINER), 3, 12.34));
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(text)
        .contains("9,438,000", "SNOWFLAKE_MISMATCH", "HOST 118,000", "Refused batches: 3");
  }

  @Test
  void theCallsThatKeepingCredentialsSavedAreTold() {
    report.credentials(1_016, 8);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "Credentials: 1,016 uses, 8 asked of the authentication service, 1,008 calls saved\n");
  }

  @Test
  void theLookSaysWhereTheLakeIsEmpty(@TempDir Path folder) throws Exception {
    report.look(folder);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("The lake is empty.\n");
  }

  @Test
  void figuresAreOneLineOfJson() {
    assertThat(
            new DemoFigures(List.of(MINER), 2, 12.36)
                .toJsonLine(new ValidationFigures(5, 1, 2, List.of())))
        .isEqualTo(
            "{\"received\":4719000,\"accepted\":4257000,\"duplicate\":103000,"
                + "\"rejected\":359000,\"refusedBatches\":2,\"files\":1234,\"rows\":4257000,"
                + "\"verdicts\":{\"pass\":5,\"fail\":1,\"noEvidence\":2},\"seconds\":12.4}");
  }
}
