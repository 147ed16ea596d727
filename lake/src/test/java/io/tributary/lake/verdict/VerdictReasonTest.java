package io.tributary.lake.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class VerdictReasonTest {

  private static final Path DOC = Path.of("..", "docs", "reasons.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([A-Z_]+)` \\| ([a-z]+) \\| ([a-z ]+) \\| (.+) \\|");

  @Test
  void theDocumentListsEveryCodeWithPartyEffectAndDescription() throws IOException {
    String text = Files.readString(DOC);
    String section = text.substring(text.indexOf("\n## Verdicts\n"));
    List<String> rows =
        ROW.matcher(section)
            .results()
            .map(row -> String.join(" ", row.group(1), row.group(2), row.group(3), row.group(4)))
            .toList();
    List<String> expected =
        Arrays.stream(VerdictReason.values())
            .map(
                reason ->
                    String.join(
                        " ",
                        reason.name(),
                        reason.party() == Party.MINER ? "miner" : "lake",
                        reason.outcome() == Outcome.FAIL ? "fail" : "no evidence",
                        reason.description()))
            .toList();
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void descriptionsAreOneSentence() {
    assertThat(VerdictReason.values())
        .allSatisfy(reason -> assertThat(reason.description()).matches("[A-Z].{10,90}\\."));
  }
}
