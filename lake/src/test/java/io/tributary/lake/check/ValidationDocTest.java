package io.tributary.lake.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.verdict.Party;
import io.tributary.lake.verdict.VerdictReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The document states the thresholds that the options have. */
class ValidationDocTest {

  @Test
  void defaultsAreThoseOfTheTable() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "validation.md"));
    ContentOptions options = ContentOptions.DEFAULTS;
    assertThat(options.shares())
        .isEqualTo(
            new ShareLimits(10_000, 10_000, 10_000, 100_000, 500_000, 950_000, 100_000, 800_000));
    Duration age = options.records().horizon().plus(options.horizonSlack());
    assertThat(text)
        .contains("| " + age.toDays() + " days |")
        .contains("| at least " + options.leastBytesPerRow() + " | `--least-row-bytes` |")
        .contains(
            "| at least " + options.leastPackedBytesPerRow() + " | `--least-packed-row-bytes` |")
        .contains("if at least " + options.leastOracleRows() + " ")
        .contains("| " + "%,d".formatted(options.sampledItems()) + " | `--sampled-items` |");
  }

  @Test
  void everyReasonOfTheMinersContentStandsThere() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "validation.md"));
    assertThat(
            Arrays.stream(VerdictReason.values())
                .filter(reason -> reason.party() == Party.MINER)
                .filter(reason -> reason != VerdictReason.CLAIMS_IMPOSSIBLE)
                .filter(reason -> reason != VerdictReason.NO_EVIDENCE_TOO_LONG))
        .allSatisfy(reason -> assertThat(text).contains("`" + reason + "`"));
  }
}
