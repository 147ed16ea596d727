package io.tributary.local.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.connectors.rewind.RewindResult;
import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.RewindRange;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.KafkaCommitLog;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.hotkey.wire.Octets;
import io.tributary.jobs.ingest.IngestJob;
import io.tributary.jobs.ingest.IngestOptions;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.local.demo.expect.ComparisonResult;
import io.tributary.local.demo.expect.Expectation;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.local.demo.expect.LakeComparison;
import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.demo.report.MinerFigures;
import io.tributary.local.demo.stores.GeneratorOptions;
import io.tributary.local.demo.stores.StoreGenerator;
import io.tributary.local.kafka.Topics;
import io.tributary.local.ledger.JobLedger;
import io.tributary.local.ledger.JobStatus;
import io.tributary.local.query.LakeFiles;
import io.tributary.local.s3.EmbeddedS3;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * A job goes back to a savepoint that its files have left behind: refused, then rewound; at the end
 * every item is in the lake once.
 */
class RewindIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> PROPERTIES = List.of("aws.accessKeyId", "aws.secretAccessKey");
  private static final Pattern OPTION = Pattern.compile("by --rewind (\\S+)");

  @TempDir Path temporary;
  private DemoFolder folder;
  private Path stores;
  private List<DemoMiner> miners;
  private EmbeddedS3 s3;
  private DemoStack stack;
  private JobLedger ledger;

  @BeforeEach
  void start() throws Exception {
    folder = DemoFolder.open(temporary.resolve("demo"));
    StoreGenerator generator = new StoreGenerator(folder.root(), Clock.systemUTC());
    generator.generate(new GeneratorOptions(2, 600, 7));
    stores = generator.stores();
    miners = DemoMiner.readAll(stores);
    Octets sinkKey =
        new DemoKeys(folder, new SecureRandom()).prepare(miners, Clock.systemUTC().instant());
    s3 = EmbeddedS3.start(folder.s3(), DemoFolder.BUCKET, Clock.systemUTC(), 0);
    AwsBasicCredentials operator = s3.operatorCredentials();
    System.setProperty("aws.accessKeyId", operator.accessKeyId());
    System.setProperty("aws.secretAccessKey", operator.secretAccessKey());
    stack = DemoStack.start(folder, sinkKey, Optional.of(place()));
    ledger = new JobLedger(stack.bootstrapServers());
  }

  private DemoOptions.ExternalS3 place() {
    return new DemoOptions.ExternalS3(
        Optional.of(s3.endpoint()),
        Optional.of(s3.stsEndpoint()),
        "us-east-1",
        true,
        true,
        s3.bucket(),
        s3.uploadRoleArn(),
        Optional.of(s3.readRoleArn()));
  }

  @AfterEach
  void stop() throws Exception {
    PROPERTIES.forEach(System::clearProperty);
    try (DemoFolder last = folder;
        EmbeddedS3 third = s3;
        DemoStack second = stack;
        JobLedger first = ledger) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }

  private IngestOptions options(Optional<String> rewind) {
    Map<String, String> more = new HashMap<>();
    more.put("roll-age", "1 s");
    more.put("checkpoint-interval", "1 s");
    rewind.ifPresent(range -> more.put("rewind", range));
    return DemoJob.options(folder, stack, more);
  }

  private JobID submit(Optional<Path> from) throws Exception {
    return stack.cluster().submit(options(Optional.empty()), from);
  }

  private void awaitLedger(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              ledger.poll(Duration.ofMillis(100));
              return condition.call();
            });
  }

  /** Feeds one miner's store and stops once a file more is in the lake; answers the savepoint. */
  private Path stopAfterMore(JobID job, DemoMiner miner) throws Exception {
    long files = ledger.files();
    try (DemoFeeders feeders = new DemoFeeders(folder, List.of(miner), stack.bootstrapServers())) {
      awaitLedger("files are committed", () -> feeders.done() && ledger.files() > files);
    }
    Path savepoint = Path.of(URI.create(stack.cluster().stop(job)));
    ledger.catchUp(PATIENCE, (read, all) -> {});
    return savepoint;
  }

  /** Leaves behind an upload that the job could not complete, at the newest place of its line. */
  private StagedFile park() throws Exception {
    CommittedFile newest =
        ledger.committed().values().stream()
            .max(
                Comparator.comparing(CommittedFile::epoch)
                    .thenComparing(CommittedFile::checkpointId))
            .orElseThrow();
    ObjectKey key =
        ObjectKey.of(
            SourceId.X, miners.get(1).hotkey(), Clock.systemUTC().instant(), 3, "0123456789abcdef");
    String id;
    try (S3Client client = operator()) {
      id = client.createMultipartUpload(r -> r.bucket(s3.bucket()).key(key.path())).uploadId();
    }
    StagedUpload upload =
        new StagedUpload(s3.bucket(), key, id, List.of(new StagedUpload.Part(1, "tag")), 7);
    StagedFile file =
        new StagedFile(upload, "token", new byte[] {1}, 3, 5, "", 0)
            .withCheckpoint(
                newest.lineage(), new LinePosition(newest.epoch(), newest.checkpointId()));
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", stack.bootstrapServers());
    try (KafkaCommitLog log = new KafkaCommitLog(client, Topics.COMMITTED, Topics.PARKED)) {
      log.parked(file, ParkReason.ACCESS_DENIED);
    }
    ledger.catchUp(PATIENCE, (read, all) -> {});
    assertThat(ledger.parked()).containsOnlyKeys(key.path());
    assertThat(uploads()).contains(id);
    return file;
  }

  private List<String> uploads() {
    try (S3Client client = operator()) {
      return client.listMultipartUploads(r -> r.bucket(s3.bucket())).uploads().stream()
          .map(MultipartUpload::uploadId)
          .toList();
    }
  }

  private S3Client operator() {
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(s3.operatorCredentials()))
        .build();
  }

  /** Why a start from a savepoint is refused. */
  private String refusal(Path from) throws Exception {
    JobID job = submit(Optional.of(from));
    await("the job is refused")
        .atMost(PATIENCE)
        .until(() -> stack.cluster().status(job).isTerminalState());
    return stack.cluster().lastFailure(job).orElseThrow();
  }

  @Test
  void whatIsLaterIsWithdrawnAndComesOnceMore() throws Exception {
    Path first = stopAfterMore(submit(Optional.empty()), miners.get(0));
    Path second = stopAfterMore(submit(Optional.of(first)), miners.get(1));
    long rows = ledger.rows();
    long files = ledger.files();
    StagedFile parked = park();

    String refusal = refusal(first);
    assertThat(refusal).contains("STALE_RESTORE: the job would start from checkpoint ");
    Matcher option = OPTION.matcher(refusal);
    assertThat(option.find()).as(refusal).isTrue();
    String range = RewindRange.parse(option.group(1)).toString();
    assertThat(LakeFiles.list(lake())).hasSize((int) files);

    IngestOptions options = options(Optional.of(range));
    RewindResult result = IngestJob.rewind(options).orElseThrow();
    ledger.catchUp(PATIENCE, (read, all) -> {});
    assertThat(result.files()).isPositive().isEqualTo(files - ledger.files());
    assertThat(result.rows()).isPositive().isEqualTo(rows - ledger.rows());
    assertThat(result.parked()).isEqualTo(1);
    assertThat(ledger.parked()).isEmpty();
    assertThat(uploads()).doesNotContain(parked.upload().uploadId());
    JobStatus status = new JobStatus(ledger, Optional.empty());
    assertThat(status.lines())
        .contains(
            "withdrawn: %d rows in %d files, by a rewind of the job"
                .formatted(result.rows() + parked.rows(), result.files() + 1));
    assertThat(status.json())
        .contains("\"withdrawnFiles\":" + (result.files() + 1) + ",\"withdrawnRows\":");
    assertThat(LakeFiles.list(lake())).hasSize((int) ledger.files());
    assertThat(IngestJob.rewind(options)).contains(new RewindResult(0, 0, 0));

    Expectation expected = ExpectationFile.read(folder.root().resolve(ExpectationFile.NAME));
    JobID job = stack.cluster().submit(options, Optional.of(first));
    awaitLedger("all is in the lake again", () -> ledger.rows() >= expected.accepted());
    // As if its submission were repeated: what was written since stays.
    assertThat(IngestJob.rewind(options)).contains(new RewindResult(0, 0, 0));
    stack.cluster().stop(job);
    ledger.catchUp(PATIENCE, (read, all) -> {});

    DemoFigures figures =
        new DemoFigures(
            miners.stream()
                .map(m -> MinerFigures.of(m.name(), ledger.of(m.hotkey().address())))
                .toList(),
            ledger.refusedBatches(),
            0);
    ComparisonResult comparison =
        new LakeComparison(stores).compare(expected, lake(), figures, true);
    assertThat(comparison.ok()).as(String.join("\n", comparison.lines())).isTrue();
    assertThat(ledger.parked()).isEmpty();
    assertThat(refusal(second)).contains(" was withdrawn when the job was rewound ");
  }

  private Path lake() {
    return folder.s3().resolve(s3.bucket());
  }
}
