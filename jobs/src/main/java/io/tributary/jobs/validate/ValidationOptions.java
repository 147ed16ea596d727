package io.tributary.jobs.validate;

import io.tributary.connectors.beacon.BeaconOptions;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.jobs.arguments.JobArguments;
import io.tributary.jobs.arguments.StoreArguments;
import io.tributary.lake.check.ContentOptions;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.verdict.VerdictRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Everything the validation job is told, built once from its arguments and checked before anything
 * starts. Immutable.
 *
 * @param topics how to reach Kafka, and the topics
 * @param beacon who tells the blocks
 * @param settings what the deployment fixes of its epochs
 * @param store where files are
 * @param listing whether miners' objects are listed at each freeze
 * @param versioned whether the bucket keeps versions, which then pin what was frozen
 * @param validatorKey file of the validator's hotkey
 * @param checkpointInterval time between checkpoints
 */
public record ValidationOptions(
    ValidationTopics topics,
    BeaconOptions beacon,
    ValidationSettings settings,
    StoreOptions store,
    boolean listing,
    boolean versioned,
    String validatorKey,
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
        --validator-key FILE            the validator's hotkey (required)
        --challenges N                  files challenged at once a subtask, default 16
        --challenge-miners N            miners challenged at once a subtask, default 2
        --challenge-attempts N          for a file whose store does not answer, default 4
        --challenge-pause DURATION      before the second of them, doubled with each, default 15 s
        --challenge-deadline DURATION   of a miner, well below an epoch, default 20 min
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
        StoreArguments.parse(a),
        a.bool("listing", true),
        a.bool("s3-versioned", false),
        a.required("validator-key"),
        a.duration("checkpoint-interval", Duration.ofMinutes(1)));
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
        share(a, "confidence", draws.confidencePpm()),
        share(a, "tolerated-corruption", draws.toleratedPpm()),
        a.integer("row-draws", draws.rowDraws(), 10, 10_000),
        a.integer("largest-files", draws.largestFiles(), 0, 100),
        a.integer("id-scan-files", draws.idScanFiles(), 0, 100),
        a.integer("undecided-epochs", rules.undecidedLimit(), 1, 255),
        share(a, "least-evidence", rules.leastEvidencePpm()),
        a.duration("max-file-age", Duration.ofDays(30)),
        a.duration("listing-grace", Duration.ofMinutes(15)),
        limits(a),
        ContentOptions.DEFAULTS);
  }

  /** A share in millionths, exactly as it is written. */
  private static int share(JobArguments a, String name, int otherwise) {
    String value = a.text(name, null);
    try {
      return value == null ? otherwise : DrawOptions.millionths(new BigDecimal(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " must be a share, not " + value, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
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
