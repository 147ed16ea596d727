package io.tributary.jobs.ingest;

import io.tributary.connectors.sink.AccessOptions;
import io.tributary.connectors.sink.MinerFileSinkOptions;
import io.tributary.connectors.sink.RewindRange;
import io.tributary.connectors.sink.RollPolicy;
import io.tributary.connectors.sink.StagingOptions;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.jobs.arguments.JobArguments;
import io.tributary.jobs.arguments.StoreArguments;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.schemas.rules.RuleOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything the ingest job is told, built once from its arguments and checked before anything
 * starts. Immutable.
 *
 * @param kafka how to reach Kafka, and the topics
 * @param audience name of the deployment, which batches and requests are signed for
 * @param netuid of the subnet
 * @param registry who is registered
 * @param rules what is demanded of records
 * @param sink how the sink works
 * @param store where files go
 * @param access how credentials are obtained
 * @param checkpointInterval time between checkpoints
 * @param rewind what is withdrawn from the lake before the job starts, if anything is
 */
public record IngestOptions(
    KafkaOptions kafka,
    String audience,
    int netuid,
    RegistryOptions registry,
    IngestRules rules,
    MinerFileSinkOptions sink,
    StoreOptions store,
    AccessOptions access,
    Duration checkpointInterval,
    Optional<RewindRange> rewind) {

  private static final int BLOCK_BYTES = 32 << 10;

  /** What {@code --help} prints: every argument with its default. */
  public static final String HELP =
      """
      Arguments of the ingest job (durations such as "30 d", "10 s"; sizes such as "16 mb"):
        --bootstrap HOST:PORT,...       Kafka (required)
        --group NAME                    consumer group, default tributary-ingest
        --input-topic NAME              default miner-batches; needs message.timestamp.type=LogAppendTime
        --revocations-topic NAME        default revocations; needs message.timestamp.type=LogAppendTime; none reads none
        --rejected-topic NAME           default rejected-records
        --duplicates-topic NAME         default duplicate-records
        --committed-topic NAME          default committed-files
        --parked-topic NAME             default parked-files; needs cleanup.policy=compact
        --blocked-topic NAME            default blocked-miners; needs cleanup.policy=compact; none blocks nobody
        --transaction-timeout DURATION  default 15 min; longer than any outage, not above the broker's limit
        --audience NAME                 the deployment (required)
        --netuid N                      default 13
        --registry FILE                 registered hotkeys, JSON (this or --chain is required)
        --chain URL,...                 nodes of the chain, which tell who is registered
        --horizon DURATION              oldest record accepted, default 30 d
        --max-lag DURATION              longest time from append to processing, default 7 d
        --margin DURATION               for clocks that differ, default 1 d
        --quota-records-per-day N       records of one miner and UTC day, default no limit
        --quota-bytes-per-day SIZE      their bytes, default no limit
        --quota-records N               records of one miner in all, default no limit
        --quota-bytes SIZE              their bytes, default no limit
        --bucket NAME                   (required)
        --s3-endpoint URL               default AWS
        --s3-region REGION              default us-east-1
        --s3-path-style BOOL            default true with --s3-endpoint, else false
        --s3-chunked-encoding BOOL      default true
        --s3-timeout DURATION           one S3 request, default 1 min; with its retries twice that
        --auth-endpoint URL             authentication service (required)
        --access-keys DIR               access keys and grants of the miners (required)
        --sink-key FILE                 this deployment's sink key (required)
        --roll-bytes SIZE               rows of one file before encoding, default 512 mb
        --roll-rows N                   default 1000000
        --roll-age DURATION             default 1 h
        --roll-jitter FRACTION          default 0.2
        --shards N                      buffers a miner and source, default 1
        --buffer-max-bytes-per-miner SIZE  rows that wait for files that fail, default 4 x roll-bytes x shards
        --block-heap SIZE               heap for open blocks a subtask, default 8 mb
        --uploads N                     files uploaded at once a subtask, default 4
        --spool DIR                     default the machine's temporary directory
        --commit-deadline DURATION      default 1 min
        --checkpoint-interval DURATION  default 1 min
        --rewind FROM..TO               first withdraw the files after FROM up to TO, which STALE_RESTORE names
      """;

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException naming the argument that is missing, unknown or wrong
   */
  public static IngestOptions parse(String[] args) {
    JobArguments a = JobArguments.parse(args);
    IngestOptions options = parse(a);
    a.requireAllUsed();
    return options;
  }

  static IngestOptions parse(JobArguments a) {
    String audience = a.required("audience");
    int netuid = a.integer("netuid", 13, 0, 65_535);
    return new IngestOptions(
        KafkaOptions.parse(a),
        audience,
        netuid,
        RegistryOptions.parse(a),
        rules(a),
        sink(a, audience),
        StoreArguments.parse(a),
        new AccessOptions(
            a.requiredUri("auth-endpoint"),
            audience,
            netuid,
            a.required("access-keys"),
            a.required("sink-key")),
        a.duration("checkpoint-interval", Duration.ofMinutes(1)),
        Optional.ofNullable(a.rewind("rewind")));
  }

  /**
   * The same for a start of the job at a time. Starts are told apart by when they were; this one is
   * later than what it rewinds, whatever the clock says.
   */
  public IngestOptions startedAt(Instant time) {
    long epoch = Math.max(time.toEpochMilli(), rewind.map(r -> r.upTo().epoch() + 1).orElse(0L));
    return new IngestOptions(
        kafka,
        audience,
        netuid,
        registry,
        rules,
        sink.withEpoch(epoch),
        store,
        access,
        checkpointInterval,
        rewind);
  }

  private static IngestRules rules(JobArguments a) {
    return new IngestRules(
        RuleOptions.DEFAULT.withHorizon(a.duration("horizon", RuleOptions.DEFAULT.horizon())),
        a.duration("max-lag", Duration.ofDays(7)),
        a.duration("margin", Duration.ofDays(1)),
        MinerQuota.parse(a));
  }

  private static MinerFileSinkOptions sink(JobArguments a, String audience) {
    RollPolicy roll =
        new RollPolicy(
            a.bytes("roll-bytes", 512L << 20, 1),
            a.integer("roll-rows", 1_000_000, 1, Integer.MAX_VALUE),
            a.duration("roll-age", Duration.ofHours(1)),
            a.fraction("roll-jitter", 0.2));
    int shards = a.integer("shards", 1, 1, 1024);
    return new MinerFileSinkOptions(
        roll,
        new StagingOptions(
            BLOCK_BYTES,
            a.bytes("block-heap", 8L << 20, BLOCK_BYTES),
            a.integer("uploads", 4, 1, 1024),
            Duration.ofSeconds(5),
            a.text("spool", null),
            audience),
        EncoderOptions.DEFAULTS,
        shards,
        a.duration("commit-deadline", Duration.ofMinutes(1)),
        8,
        a.bytes(
            "buffer-max-bytes-per-miner",
            MinerFileSinkOptions.defaultMaxBytesPerMiner(roll, shards),
            1));
  }
}
