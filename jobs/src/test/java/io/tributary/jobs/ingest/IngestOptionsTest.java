package io.tributary.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.AccessOptions;
import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.MinerFileSinkOptions;
import io.tributary.connectors.sink.RewindRange;
import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.StagingOptions;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.jobs.arguments.JobArguments;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.schemas.rules.RuleOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestOptionsTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "bootstrap", "kafka:9092",
          "audience", "lake-1",
          "registry", "/r.json",
          "bucket", "lake",
          "auth-endpoint", "https://auth:8443",
          "access-keys", "/keys",
          "sink-key", "/sink.json");

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(IngestOptions.parse(args(Map.of())))
        .isEqualTo(
            new IngestOptions(
                new KafkaOptions(
                    "kafka:9092",
                    "tributary-ingest",
                    "miner-batches",
                    Optional.of("revocations"),
                    "rejected-records",
                    "duplicate-records",
                    "committed-files",
                    "parked-files",
                    Optional.of("blocked-miners"),
                    Duration.ofMinutes(15)),
                "lake-1",
                13,
                new RegistryOptions("/r.json", List.of()),
                new IngestRules(RuleOptions.DEFAULT, Duration.ofDays(7), Duration.ofDays(1)),
                new MinerFileSinkOptions(
                    new RollPolicy(512L << 20, 1_000_000, Duration.ofHours(1), 0.2),
                    new StagingOptions(
                        32 << 10, 8L << 20, 4, Duration.ofSeconds(5), null, "lake-1"),
                    EncoderOptions.DEFAULTS,
                    1,
                    Duration.ofMinutes(1),
                    8,
                    2L << 30),
                StoreOptions.aws("us-east-1", "lake"),
                new AccessOptions(
                    URI.create("https://auth:8443"), "lake-1", 13, "/keys", "/sink.json"),
                Duration.ofMinutes(1),
                Optional.empty()));
  }

  @Test
  void everythingCanBeSet() {
    Map<String, String> all = new HashMap<>();
    all.put("group", "g");
    all.put("input-topic", "in");
    all.put("revocations-topic", "rev");
    all.put("rejected-topic", "rej");
    all.put("duplicates-topic", "dup");
    all.put("committed-topic", "com");
    all.put("parked-topic", "park");
    all.put("blocked-topic", "block");
    all.put("transaction-timeout", "20 min");
    all.put("netuid", "14");
    all.put("horizon", "10 d");
    all.put("max-lag", "1 d");
    all.put("margin", "2 h");
    all.put("quota-records-per-day", "5000000000");
    all.put("quota-bytes-per-day", "3 gb");
    all.put("quota-records", "6000000000");
    all.put("quota-bytes", "1 tb");
    all.put("s3-endpoint", "http://s3:9000");
    all.put("s3-region", "eu-west-1");
    all.put("s3-path-style", "false");
    all.put("s3-chunked-encoding", "false");
    all.put("s3-timeout", "7 s");
    all.put("roll-bytes", "64 mb");
    all.put("roll-rows", "1000");
    all.put("roll-age", "10 min");
    all.put("roll-jitter", "0.5");
    all.put("shards", "2");
    all.put("buffer-max-bytes-per-miner", "3 gb");
    all.put("block-heap", "1 mb");
    all.put("uploads", "7");
    all.put("spool", "/spool");
    all.put("commit-deadline", "90 s");
    all.put("checkpoint-interval", "5 s");
    all.put("rewind", "17.41..17.57");
    IngestOptions options = IngestOptions.parse(args(all));
    assertThat(options.kafka())
        .isEqualTo(
            new KafkaOptions(
                "kafka:9092",
                "g",
                "in",
                Optional.of("rev"),
                "rej",
                "dup",
                "com",
                "park",
                Optional.of("block"),
                Duration.ofMinutes(20)));
    assertThat(options.netuid()).isEqualTo(14);
    assertThat(options.rules())
        .isEqualTo(
            new IngestRules(
                RuleOptions.DEFAULT.withHorizon(Duration.ofDays(10)),
                Duration.ofDays(1),
                Duration.ofHours(2),
                new MinerQuota(5_000_000_000L, 3L << 30, 6_000_000_000L, 1L << 40)));
    assertThat(options.sink())
        .isEqualTo(
            new MinerFileSinkOptions(
                new RollPolicy(64L << 20, 1000, Duration.ofMinutes(10), 0.5),
                new StagingOptions(
                    32 << 10, 1L << 20, 7, Duration.ofSeconds(5), "/spool", "lake-1"),
                EncoderOptions.DEFAULTS,
                2,
                Duration.ofSeconds(90),
                8,
                3L << 30));
    assertThat(options.store())
        .isEqualTo(
            StoreOptions.compatible(URI.create("http://s3:9000"), "lake")
                .withRegion("eu-west-1")
                .withPathStyle(false)
                .withChunkedEncoding(false)
                .withPatience(Duration.ofSeconds(7), Duration.ofSeconds(14), 6));
    assertThat(options.access().netuid()).isEqualTo(14);
    assertThat(options.checkpointInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.rewind())
        .contains(new RewindRange(new LinePosition(17, 41), new LinePosition(17, 57)));
    all.putAll(REQUIRED);
    all.put("chain", "instead of the registry");
    assertThat(all.keySet()).isEqualTo(asked());
  }

  @Test
  void startsAreToldApartByTheirTimeAndAreLaterThanWhatTheyRewind() {
    Instant time = Instant.ofEpochMilli(1_000);
    IngestOptions plain = IngestOptions.parse(args(Map.of()));
    assertThat(plain.sink().staging().epoch()).isZero();
    assertThat(plain.startedAt(time).sink().staging().epoch()).isEqualTo(1_000);
    assertThat(plain.startedAt(time).sink().staging().withEpoch(0))
        .isEqualTo(plain.sink().staging());
    IngestOptions behind = IngestOptions.parse(args(Map.of("rewind", "0.3..5000.4")));
    assertThat(behind.startedAt(time).sink().staging().epoch()).isEqualTo(5_001);
  }

  @Test
  void noRevocationsAreReadIfSoSaid() {
    assertThat(
            IngestOptions.parse(args(Map.of("revocations-topic", "none")))
                .kafka()
                .revocationsTopic())
        .isEmpty();
  }

  @Test
  void nobodyIsBlockedIfSoSaid() {
    assertThat(IngestOptions.parse(args(Map.of("blocked-topic", "none"))).kafka().blockedTopic())
        .isEmpty();
  }

  @Test
  void theBoundOfAMinerFollowsItsFilesAndBuffers() {
    assertThat(IngestOptions.parse(args(Map.of("shards", "8"))).sink().maxBytesPerMiner())
        .isEqualTo(16L << 30);
    assertThat(IngestOptions.parse(args(Map.of("shards", "8"))).sink().maxBytesPerBuffer())
        .isEqualTo(1L << 30);
  }

  @Test
  void theChainMayTellWhoIsRegistered() {
    Map<String, String> rest = new HashMap<>(REQUIRED);
    rest.remove("registry");
    rest.put("chain", "https://node:9944/key,http://other:9944");
    RegistryOptions registry = IngestOptions.parse(list(rest).toArray(new String[0])).registry();
    assertThat(registry.chain()).containsExactly("https://node:9944/key", "http://other:9944");
    assertThat(registry).hasToString("[https://node:9944, http://other:9944]");

    rest.put("chain", "wss://node:443");
    assertRefused(list(rest), "--chain: the chain is read over HTTP");
    rest.put("chain", "");
    assertRefused(list(rest), "--chain: a chain endpoint is an address such as");
    assertRefused(
        List.of(args(Map.of("chain", "http://node"))), "--registry and --chain exclude each other");
  }

  @Test
  void anEndpointOfOnesOwnMeansPathStyle() {
    assertThat(IngestOptions.parse(args(Map.of("s3-endpoint", "http://s3:9000"))).store())
        .isEqualTo(StoreOptions.compatible(URI.create("http://s3:9000"), "lake"));
  }

  @Test
  void theHelpNamesEveryArgumentAndNoOther() {
    TreeSet<String> named = new TreeSet<>();
    Pattern.compile("(?m)^\\s+--([a-z0-9-]+) ")
        .matcher(IngestOptions.HELP)
        .results()
        .forEach(match -> named.add(match.group(1)));
    assertThat(named).isEqualTo(new TreeSet<>(asked()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bootstrap",
        "audience",
        "registry",
        "bucket",
        "auth-endpoint",
        "access-keys",
        "sink-key"
      })
  void whatIsRequiredIsMissed(String name) {
    Map<String, String> rest = new HashMap<>(REQUIRED);
    rest.remove(name);
    assertRefused(list(rest), "--" + name + " is required");
    rest.put(name, " ");
    assertRefused(list(rest), "--" + name + " is required");
  }

  @ParameterizedTest
  @CsvSource({
    "netuid, -1",
    "netuid, x",
    "netuid, 65536",
    "roll-rows, 0",
    "roll-rows, 3000000000",
    "shards, 0",
    "shards, 1025",
    "uploads, 0",
    "roll-jitter, 1.1",
    "roll-jitter, NaN",
    "roll-jitter, a",
    "roll-bytes, 0",
    "roll-bytes, many",
    "block-heap, 1 kb",
    "buffer-max-bytes-per-miner, 0",
    "s3-path-style, yes",
    "s3-chunked-encoding, TRUE",
    "horizon, 0 s",
    "horizon, 40000 d",
    "max-lag, soon",
    "margin, 0 ms",
    "quota-records-per-day, 0",
    "quota-records, 1.5",
    "quota-bytes, 0",
    "quota-bytes-per-day, lots",
    "roll-age, -1 s",
    "commit-deadline, 0 s",
    "checkpoint-interval, 1 ns",
    "transaction-timeout, 1 parsec",
    "max-lag, 99999999999999999 d",
    "auth-endpoint, auth",
    "auth-endpoint, http://a b",
    "s3-endpoint, s3:9000",
    "s3-endpoint, ''",
    "rewind, 41",
    "rewind, 0.41..42",
    "rewind, 0.42..0.42",
    "rewind, 0.-1..0.42"
  })
  void aWrongValueIsNamed(String name, String value) {
    assertRefused(List.of(args(Map.of(name, value))), "--" + name + " must be ");
    assertThatThrownBy(() -> IngestOptions.parse(args(Map.of(name, value))))
        .hasMessageEndingWith(", not " + value);
  }

  @Test
  void unknownRepeatedAndUnpairedArgumentsAreNamed() {
    List<String> good = List.of(args(Map.of()));
    assertRefused(plus(good, "--role", "x"), "unknown argument --role");
    assertRefused(plus(good, "--bucket", "x"), "--bucket is given twice");
    assertRefused(plus(good, "--spool"), "arguments are pairs of --name value; see --spool");
    assertRefused(plus(good, "spool", "/s"), "arguments are pairs of --name value; see spool");
  }

  private static Set<String> asked() {
    JobArguments arguments = JobArguments.parse(args(Map.of()));
    IngestOptions.parse(arguments);
    return new TreeSet<>(arguments.asked());
  }

  private static List<String> plus(List<String> good, String... more) {
    List<String> list = new ArrayList<>(good);
    list.addAll(List.of(more));
    return list;
  }

  private static void assertRefused(List<String> args, String message) {
    assertThatThrownBy(() -> IngestOptions.parse(args.toArray(new String[0])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  /** Options of a test that cares for few of them. */
  static IngestOptions options(String name, String value) {
    return IngestOptions.parse(args(Map.of(name, value)));
  }

  /** The required arguments with these in addition or instead. */
  private static String[] args(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(REQUIRED);
    all.putAll(more);
    return list(all).toArray(new String[0]);
  }

  private static List<String> list(Map<String, String> values) {
    List<String> list = new ArrayList<>();
    values.forEach(
        (name, value) -> {
          list.add("--" + name);
          list.add(value);
        });
    return list;
  }
}
