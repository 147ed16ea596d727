package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.beacon.BeaconOptions;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.jobs.arguments.JobArguments;
import io.tributary.lake.check.ContentOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationOptionsTest {

  private static final Path DOC = Path.of("..", "docs", "operations.md");
  private static final Map<String, String> REQUIRED =
      Map.of(
          "bootstrap", "kafka:9092",
          "audience", "lake-1",
          "chain", "https://node:9944/secret",
          "bucket", "lake",
          "validator-key", "/validator.json");

  @Test
  void whatIsNotGivenHasItsDefault() {
    ValidationOptions options = ValidationOptions.parse(args(Map.of()));
    assertThat(options)
        .isEqualTo(
            new ValidationOptions(
                new ValidationTopics(
                    "kafka:9092",
                    "tributary-validation",
                    "committed-files",
                    Optional.of("revocations"),
                    "freezes",
                    "verdicts",
                    Duration.ofMinutes(15)),
                new BeaconOptions(
                    List.of("https://node:9944/secret"),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(1)),
                new ValidationSettings(
                    "lake-1",
                    13,
                    360,
                    30,
                    990_000,
                    10_000,
                    20,
                    5,
                    1,
                    3,
                    900_000,
                    Duration.ofDays(30),
                    Duration.ofMinutes(15),
                    new ChallengeLimits(16, 2, 4, Duration.ofSeconds(15), Duration.ofMinutes(20)),
                    ContentOptions.DEFAULTS),
                StoreOptions.aws("us-east-1", "lake"),
                true,
                false,
                "/validator.json",
                Duration.ofMinutes(1)));
    assertThat(options.toString()).doesNotContain("secret");
  }

  @Test
  void whatIsGivenCounts() {
    ValidationOptions options =
        ValidationOptions.parse(
            args(
                Map.of(
                    "epoch-blocks", "20",
                    "confidence", "0.999999",
                    "revocations-topic", "none",
                    "listing", "false",
                    "challenge-pause", "2 s",
                    "chain-poll", "2 min")));
    assertThat(options.settings().epochBlocks()).isEqualTo(20);
    assertThat(options.settings().delayBlocks()).isEqualTo(20);
    assertThat(options.settings().confidencePpm()).isEqualTo(999_999);
    assertThat(options.topics().inputs()).containsExactly("committed-files");
    assertThat(options.listing()).isFalse();
    assertThat(options.settings().limits().pause()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.beacon().longestPause()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void theHelpNamesEveryArgumentAndNoOther() {
    JobArguments arguments = JobArguments.parse(args(Map.of()));
    ValidationOptions.parse(arguments);
    TreeSet<String> named = new TreeSet<>();
    Pattern.compile("(?m)^\\s+--([a-z0-9-]+) ")
        .matcher(ValidationOptions.HELP)
        .results()
        .forEach(match -> named.add(match.group(1)));
    assertThat(named).isEqualTo(new TreeSet<>(arguments.asked()));
  }

  @Test
  void theDocumentSaysTheSame() throws IOException {
    String text = Files.readString(DOC);
    String section = text.substring(text.indexOf("\n# Operating the validation job\n"));
    List<String> rows =
        Pattern.compile("(?m)^\\| `(--[^`]+)` \\| (.+) \\|$")
            .matcher(section)
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    List<String> expected =
        Pattern.compile("(?m)^  (--\\S+ \\S+) +(.+)$")
            .matcher(ValidationOptions.HELP)
            .results()
            .map(line -> line.group(1) + " " + line.group(2))
            .toList();
    assertThat(rows).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bootstrap", "audience", "chain", "bucket", "validator-key"})
  void whatIsRequiredIsMissed(String name) {
    Map<String, String> rest = new HashMap<>(REQUIRED);
    rest.remove(name);
    assertThatThrownBy(() -> ValidationOptions.parse(list(rest)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--" + name + " is required");
  }

  @ParameterizedTest
  @CsvSource({
    "confidence, most, '--confidence must be a share, not most'",
    "confidence, 0.9999999, '--confidence: a share has at most six decimal places'",
    "seed-delay-blocks, 361, 'a seed comes 1 to 360 blocks after its freeze, not 361'",
    "epoch-blocks, 0, '--epoch-blocks must be a whole number of at least 1, not 0'",
    "chain, ws://node, '--chain: the chain is read over HTTP'",
    "row-draws, 9, '--row-draws must be a whole number from 10 to 10000, not 9'",
    "listing, yes, '--listing must be true or false, not yes'",
    "role, x, 'unknown argument --role'"
  })
  void aWrongValueIsNamed(String name, String value, String message) {
    assertThatThrownBy(() -> ValidationOptions.parse(args(Map.of(name, value))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  /** The required arguments with these in addition or instead. */
  private static String[] args(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(REQUIRED);
    all.putAll(more);
    return list(all);
  }

  private static String[] list(Map<String, String> values) {
    List<String> list = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          list.add("--" + name);
          list.add(value);
        });
    return list.toArray(new String[0]);
  }
}
