package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconOptions;
import io.tributary.connectors.challenge.CanaryKey;
import io.tributary.connectors.oracle.OracleOptions;
import io.tributary.jobs.arguments.JobArguments;
import io.tributary.jobs.arguments.StoreArguments;
import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.verdict.VerdictRules;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything the validation job is told, built once from its arguments and checked before anything
 * starts. Immutable.
 *
 * @param topics how to reach Kafka, and the topics
 * @param beacon who tells the blocks
 * @param settings what the deployment fixes of its epochs
 * @param reading how the lake is read
 * @param verdictsPath folder of the table of verdicts; empty if there is none
 * @param checkpointInterval time between checkpoints
 */
public record ValidationOptions(
    ValidationTopics topics,
    BeaconOptions beacon,
    ValidationSettings settings,
    LakeReading reading,
    Optional<URI> verdictsPath,
    Duration checkpointInterval) {

  /** What {@code --help} prints: every argument with its default. */
  public static final String HELP =
      """
      Arguments of the validation job (durations such as "30 d", "10 s"; shares such as 0.99):
        --bootstrap HOST:PORT,...       Kafka (required)
        --group NAME                    begin of the consumer group's name, default tributary-validation
        --committed-topic NAME          default committed-files; one partition
        --revocations-topic NAME        default revocations; needs message.timestamp.type=LogAppendTime; none reads none
        --freezes-topic NAME            default freezes; needs message.timestamp.type=LogAppendTime
        --verdicts-topic NAME           default verdicts
        --transaction-timeout DURATION  default 15 min; longer than any outage, not above the broker's limit
        --audience NAME                 the deployment (required)
        --netuid N                      default 13
        --chain URL,...                 nodes of the chain (required); of several, two must agree on each block
        --chain-poll DURATION           between two questions for new blocks, default 3 s
        --epoch-blocks N                blocks from one freeze to the next, default 360; fixed for a deployment
        --seed-delay-blocks N           blocks from a freeze to its seed, default 30; fixed for a deployment
        --confidence SHARE              with which corruption is detected, default 0.99; fixed for a deployment
        --tolerated-corruption SHARE    of leaves, from which on that holds, default 0.01; fixed for a deployment
        --row-draws N                   rows drawn for content, default 20; fixed for a deployment
        --largest-files N               drawn additionally, default 5; fixed for a deployment
        --id-scan-files N               files whose id column is read whole, default 1; fixed for a deployment
        --undecided-epochs N            without evidence, after which a file fails, default 3; fixed for a deployment
        --least-evidence SHARE          of draws that must be proven for a pass, default 0.9; fixed for a deployment
        --max-file-age DURATION         after which a file leaves the set, default 30 d
        --listing BOOL                  list miners' objects at each freeze, default true
        --listing-grace DURATION        age of an object without manifest to be reported, default 15 min
        --s3-versioned BOOL             the bucket keeps versions, default false
        --bucket NAME                   (required)
        --s3-endpoint URL               default AWS
        --s3-region REGION              default us-east-1
        --s3-path-style BOOL            default true with --s3-endpoint, else false
        --s3-chunked-encoding BOOL      default true
        --s3-timeout DURATION           one S3 request, default 1 min; with its retries twice that
        --auth-endpoint URL             authentication service (required)
        --validator-key FILE            the validator's hotkey, readable by its owner alone (required)
        --canary-key KEY                object that must be readable, default data/2/HOTKEY/canary of the validator
        --oracle URL                    looks at drawn rows again, default none
        --oracle-timeout DURATION       of a file's rows, default 30 s
        --challenges N                  files challenged at once a subtask, default 16
        --challenge-miners N            miners challenged at once a subtask, default 2
        --challenge-attempts N          for a file whose store does not answer, default 4
        --challenge-pause DURATION      before the second of them, doubled with each, default 15 s
        --challenge-deadline DURATION   of a miner, well below an epoch, default 20 min
        --file-bytes SIZE               read of one file, default 1 gb
        --file-requests N               for one file, default 10000
        --file-time DURATION            for one file, default 2 min
        --signing-tolerance DURATION    from the append of a manifest to its signing, default 5 min
        --horizon DURATION              as of the ingest, default 30 d
        --horizon-slack DURATION        longest lag and buffering of the ingest, default 8 d
        --future-tolerance DURATION     from the signing to a scrape, for clocks that differ, default 5 min
        --most-text-bytes SIZE          of a text, body or title, default 1 mb
        --least-row-bytes N             uncompressed bytes a row, default 50
        --least-packed-row-bytes N      the same, compressed, default 8
        --most-duplicates SHARE         rows that repeat an item of their file, default 0.01
        --most-across-files SHARE       rows that repeat an item of another file of the miner, default 0.01
        --most-across-miners SHARE      rows that repeat an item of another miner, default 0.01
        --least-distinct SHARE          items of a miner, of its rows, default 0.1
        --most-without-user SHARE       rows without user name, default 0.5
        --least-with-views SHARE        rows on X with a view count, default 0.95
        --most-blank SHARE              rows that show nothing, default 0.1
        --least-confirmed SHARE         rows that an oracle confirms, default 0.8
        --least-oracle-rows N           compared rows before that share counts, default 5
        --sampled-items N               items kept of a miner to find repeats, default 16384
        --verdicts-path URI             folder of the table of verdicts, as s3://lake/verdicts, by a file system of the cluster; default none
        --checkpoint-interval DURATION  default 1 min; well below the time from a freeze to its seed
      """;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming the argument that is missing, unknown or wrong
   */
  public static ValidationOptions parse(String[] args) {
    JobArguments a = JobArguments.parse(args);
    ValidationOptions options = parse(a);
    a.requireAllUsed();
    return options;
  }

  static ValidationOptions parse(JobArguments a) {
    return new ValidationOptions(
        ValidationTopics.parse(a),
        beacon(a),
        settings(a),
        reading(a),
        verdictsPath(a),
        a.duration("checkpoint-interval", Duration.ofMinutes(1)));
  }

  private static Optional<URI> verdictsPath(JobArguments a) {
    String path = a.text("verdicts-path", null);
    try {
      if (path != null && !new URI(path).isAbsolute()) {
        throw new IllegalArgumentException(
            "--verdicts-path needs its file system, as s3://lake/verdicts, not " + path);
      }
      return Optional.ofNullable(path).map(URI::create);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("--verdicts-path must be a URI, not " + path, e);
    }
  }

  private static BeaconOptions beacon(JobArguments a) {
    List<String> nodes = Arrays.asList(a.required("chain").split(",", -1));
    try {
      BeaconOptions options = BeaconOptions.of(nodes);
      Duration poll = a.duration("chain-poll", options.poll());
      return new BeaconOptions(
          nodes, poll, poll.compareTo(options.longestPause()) > 0 ? poll : options.longestPause());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--chain: " + e.getMessage(), e);
    }
  }

  private static ValidationSettings settings(JobArguments a) {
    DrawOptions draws = DrawOptions.DEFAULTS;
    VerdictRules rules = VerdictRules.DEFAULTS;
    long epochBlocks = a.number("epoch-blocks", 360, 1);
    long delayBlocks = a.number("seed-delay-blocks", Math.min(30, epochBlocks), 1);
    return new ValidationSettings(
        a.required("audience"),
        a.integer("netuid", 13, 0, 65_535),
        epochBlocks,
        delayBlocks,
        a.millionths("confidence", draws.confidencePpm()),
        a.millionths("tolerated-corruption", draws.toleratedPpm()),
        a.integer("row-draws", draws.rowDraws(), 10, 10_000),
        a.integer("largest-files", draws.largestFiles(), 0, 100),
        a.integer("id-scan-files", draws.idScanFiles(), 0, 100),
        a.integer("undecided-epochs", rules.undecidedLimit(), 1, 255),
        a.millionths("least-evidence", rules.leastEvidencePpm()),
        a.duration("max-file-age", Duration.ofDays(30)),
        a.duration("listing-grace", Duration.ofMinutes(15)),
        limits(a),
        ThresholdArguments.parse(a));
  }

  private static LakeReading reading(JobArguments a) {
    return new LakeReading(
        StoreArguments.parse(a),
        a.bool("s3-versioned", false),
        a.bool("listing", true),
        a.requiredUri("auth-endpoint"),
        a.required("validator-key"),
        canary(a),
        oracle(a),
        a.duration("file-time", ChallengeOptions.DEFAULTS.maxTime()));
  }

  private static CanaryKey canary(JobArguments a) {
    String key = a.text("canary-key", null);
    try {
      return key == null ? null : CanaryKey.parse(key);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--canary-key: " + e.getMessage(), e);
    }
  }

  private static OracleOptions oracle(JobArguments a) {
    String address = a.text("oracle", null);
    Duration timeout = a.duration("oracle-timeout", Duration.ofSeconds(30));
    try {
      return address == null ? null : OracleOptions.parse(address, timeout);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--oracle: " + e.getMessage(), e);
    }
  }

  private static ChallengeLimits limits(JobArguments a) {
    ChallengeLimits limits = ChallengeLimits.DEFAULTS;
    return new ChallengeLimits(
        a.integer("challenges", limits.files(), 1, 1024),
        a.integer("challenge-miners", limits.miners(), 1, 1024),
        a.integer("challenge-attempts", limits.attempts(), 1, 100),
        a.duration("challenge-pause", limits.pause()),
        a.duration("challenge-deadline", limits.deadline()));
  }
}
