package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.beacon.BeaconOptions;
import io.tributary.connectors.challenge.CanaryKey;
import io.tributary.connectors.oracle.OracleOptions;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.jobs.arguments.JobArguments;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.schemas.rules.RuleOptions;
import java.io.IOException;
import java.net.URI;
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
          "auth-endpoint", "https://auth:8443",
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
                    Thresholds.DEFAULTS),
                new LakeReading(
                    StoreOptions.aws("us-east-1", "lake"),
                    false,
                    true,
                    URI.create("https://auth:8443"),
                    "/validator.json",
                    null,
                    null,
                    Duration.ofMinutes(2)),
                Optional.empty(),
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
    assertThat(options.reading().listing()).isFalse();
    assertThat(options.settings().limits().pause()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.beacon().longestPause()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void everythingCanBeSet() {
    String canary = "data/1/5" + "C".repeat(47) + "/canary";
    Map<String, String> all = new HashMap<>();
    all.put("group", "g");
    all.put("committed-topic", "com");
    all.put("revocations-topic", "rev");
    all.put("freezes-topic", "fre");
    all.put("verdicts-topic", "ver");
    all.put("transaction-timeout", "20 min");
    all.put("netuid", "14");
    all.put("chain-poll", "1 s");
    all.put("epoch-blocks", "100");
    all.put("seed-delay-blocks", "10");
    all.put("confidence", "0.98");
    all.put("tolerated-corruption", "0.02");
    all.put("row-draws", "30");
    all.put("largest-files", "6");
    all.put("id-scan-files", "2");
    all.put("undecided-epochs", "4");
    all.put("least-evidence", "0.8");
    all.put("max-file-age", "20 d");
    all.put("listing", "false");
    all.put("listing-grace", "20 min");
    all.put("s3-versioned", "true");
    all.put("s3-endpoint", "http://s3:9000");
    all.put("s3-region", "eu-west-1");
    all.put("s3-path-style", "false");
    all.put("s3-chunked-encoding", "false");
    all.put("s3-timeout", "7 s");
    all.put("canary-key", canary);
    all.put("oracle", "https://oracle:443/secret");
    all.put("oracle-timeout", "7 s");
    all.put("challenges", "8");
    all.put("challenge-miners", "3");
    all.put("challenge-attempts", "5");
    all.put("challenge-pause", "10 s");
    all.put("challenge-deadline", "10 min");
    all.put("file-bytes", "2 gb");
    all.put("file-requests", "77");
    all.put("file-time", "3 min");
    all.put("signing-tolerance", "4 min");
    all.put("horizon", "10 d");
    all.put("horizon-slack", "2 d");
    all.put("future-tolerance", "6 min");
    all.put("most-text-bytes", "2 mb");
    all.put("least-row-bytes", "51");
    all.put("least-packed-row-bytes", "9");
    all.put("most-duplicates", "0.011");
    all.put("most-across-files", "0.012");
    all.put("most-across-miners", "0.013");
    all.put("least-distinct", "0.11");
    all.put("most-without-user", "0.51");
    all.put("least-with-views", "0.94");
    all.put("most-blank", "0.12");
    all.put("least-confirmed", "0.79");
    all.put("least-oracle-rows", "6");
    all.put("sampled-items", "1000");
    all.put("verdicts-path", "s3://lake/verdicts");
    all.put("checkpoint-interval", "5 s");
    ValidationOptions options = ValidationOptions.parse(args(all));
    assertThat(options.topics())
        .isEqualTo(
            new ValidationTopics(
                "kafka:9092",
                "g",
                "com",
                Optional.of("rev"),
                "fre",
                "ver",
                Duration.ofMinutes(20)));
    assertThat(options.beacon().poll()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.settings())
        .isEqualTo(
            new ValidationSettings(
                "lake-1",
                14,
                100,
                10,
                980_000,
                20_000,
                30,
                6,
                2,
                4,
                800_000,
                Duration.ofDays(20),
                Duration.ofMinutes(20),
                new ChallengeLimits(8, 3, 5, Duration.ofSeconds(10), Duration.ofMinutes(10)),
                new Thresholds(
                    new ContentOptions(
                        new RuleOptions(Duration.ofDays(10), Duration.ofMinutes(6), 2 << 20),
                        Duration.ofDays(2),
                        new ShareLimits(
                            11_000, 12_000, 13_000, 110_000, 510_000, 940_000, 120_000, 790_000),
                        51,
                        9,
                        6,
                        1_000),
                    Duration.ofMinutes(4),
                    2L << 30,
                    77)));
    assertThat(options.reading())
        .isEqualTo(
            new LakeReading(
                StoreOptions.compatible(URI.create("http://s3:9000"), "lake")
                    .withRegion("eu-west-1")
                    .withPathStyle(false)
                    .withChunkedEncoding(false)
                    .withPatience(Duration.ofSeconds(7), Duration.ofSeconds(14), 6),
                true,
                false,
                URI.create("https://auth:8443"),
                "/validator.json",
                CanaryKey.parse(canary),
                new OracleOptions(URI.create("https://oracle:443/secret"), Duration.ofSeconds(7)),
                Duration.ofMinutes(3)));
    assertThat(options.verdictsPath()).contains(URI.create("s3://lake/verdicts"));
    assertThat(options.toString()).doesNotContain("secret");
    assertThat(options.checkpointInterval()).isEqualTo(Duration.ofSeconds(5));
    all.putAll(REQUIRED);
    JobArguments asked = JobArguments.parse(args(Map.of()));
    ValidationOptions.parse(asked);
    assertThat(all.keySet()).isEqualTo(asked.asked());
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
  @ValueSource(
      strings = {"bootstrap", "audience", "chain", "bucket", "auth-endpoint", "validator-key"})
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
    "auth-endpoint, auth, '--auth-endpoint must be an address such as http://host:port, not auth'",
    "canary-key, data/2/canary, '--canary-key: no key like data/2/<hotkey>/canary: data/2/canary'",
    "oracle, http://oracle, '--oracle: an oracle on another machine is asked by https'",
    "most-blank, 1.1, '--most-blank: number of share, 0 to 1, cannot be 1.1'",
    "least-oracle-rows, 0, '--least-oracle-rows must be a whole number from 1 to 1000000, not 0'",
    "sampled-items, 1, '--sampled-items must be a whole number from 2 to 1048576, not 1'",
    "file-bytes, 0, '--file-bytes must be a size such as \"16 mb\", at least 1 bytes, not 0'",
    "file-requests, 0, '--file-requests must be a whole number from 1 to 2147483647, not 0'",
    "file-time, 0 s, '--file-time must be a duration such as \"30 s\", above 0 and at most'",
    "signing-tolerance, 1500 micro, 'signing tolerance must be whole milliseconds: PT0.0015S'",
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
