package io.tributary.local.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.KafkaCommitLog;
import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.S3FileStore;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.local.command.GiveUpCommand;
import io.tributary.local.command.JanitorCommand;
import io.tributary.local.command.Streams;
import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Orphans are given up; what a checkpoint or a parked file may need is left, and so is the rest.
 */
class JanitorIT {

  private static final List<String> PROPERTIES = List.of("aws.accessKeyId", "aws.secretAccessKey");

  @TempDir Path folder;
  private S3TestBed bed;
  private FileStore store;
  private IssuedCredentials alice;

  @BeforeEach
  void start() throws Exception {
    bed = new S3TestBed(folder);
    store = new S3FileStore(bed.options());
    alice = bed.session(S3TestBed.ALICE);
    AwsBasicCredentials operator = bed.server().operatorCredentials();
    System.setProperty("aws.accessKeyId", operator.accessKeyId());
    System.setProperty("aws.secretAccessKey", operator.secretAccessKey());
  }

  @AfterEach
  void stop() throws Exception {
    PROPERTIES.forEach(System::clearProperty);
    store.close();
    bed.close();
  }

  private StagedUpload stage(int number) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "content of " + number);
    return store.stage(
        S3TestBed.key(S3TestBed.ALICE, number),
        file,
        Map.of(FileStore.WRITE_TOKEN, "token-" + number),
        alice);
  }

  private int janitor(
      EmbeddedKafka kafka, Instant oldest, ByteArrayOutputStream out, String... more) {
    Streams streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintWriter(out, true, StandardCharsets.UTF_8));
    String fixed =
        "--bucket=lake --s3-endpoint="
            + bed.server().endpoint()
            + " --bootstrap="
            + kafka.bootstrapServers()
            + " --oldest-checkpoint="
            + oldest;
    return new CommandLine(new JanitorCommand(streams))
        .execute((fixed + " " + String.join(" ", more)).strip().split(" ", -1));
  }

  @Test
  void givesUpOrphansAndNothingElse() throws Exception {
    StagedUpload orphan = stage(1);
    StagedUpload parked = stage(2);
    StagedUpload committed = stage(3);
    store.complete(committed, alice);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      // Another cluster, or one without the topic, must not look like one where nothing is parked.
      ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
      Instant far = Instant.now().plus(Duration.ofDays(9));
      assertThat(janitor(kafka, far, elsewhere, "--abort")).isNotZero();
      assertThat(uploads()).containsExactlyInAnyOrder(orphan.uploadId(), parked.uploadId());
      Topics.create(kafka.bootstrapServers(), 2, (short) 1);
      Properties client = new Properties();
      client.put("bootstrap.servers", kafka.bootstrapServers());
      try (KafkaCommitLog log = new KafkaCommitLog(client, Topics.COMMITTED, Topics.PARKED)) {
        log.parked(
            new StagedFile(parked, "token-2", new byte[] {1}, 10, 5, "lake", 1),
            ParkReason.UNRESOLVED);
      }
      Instant now = Instant.now();

      ByteArrayOutputStream young = new ByteArrayOutputStream();
      assertThat(janitor(kafka, now, young, "--abort")).isZero();
      assertThat(young.toString(StandardCharsets.UTF_8))
          .contains("2 unfinished uploads: 1 needed, 1 of parked files, 0 orphans");

      Instant later = now.plus(Duration.ofHours(25));
      ByteArrayOutputStream listed = new ByteArrayOutputStream();
      assertThat(janitor(kafka, later, listed, "--json")).isZero();
      assertThat(listed.toString(StandardCharsets.UTF_8))
          .contains("\"key\":\"" + orphan.key().path() + "\"")
          .contains("\"fate\":\"ORPHAN\",\"givenUp\":false")
          .contains("\"fate\":\"PARKED\"");
      assertThat(uploads()).containsExactlyInAnyOrder(orphan.uploadId(), parked.uploadId());

      ByteArrayOutputStream given = new ByteArrayOutputStream();
      assertThat(janitor(kafka, later, given, "--abort")).isZero();
      assertThat(given.toString(StandardCharsets.UTF_8)).contains("given up");
      assertThat(uploads()).containsExactly(parked.uploadId());
    }
    store.complete(parked, alice);
    assertThat(store.head(committed.key(), alice)).isPresent();
    assertThat(store.head(parked.key(), alice)).isPresent();
  }

  @Test
  void aParkedFileIsGivenUpOnlyByNameAndOnlyIfItIsNotInTheLake() throws Exception {
    StagedUpload lost = stage(1);
    StagedUpload finished = stage(2);
    store.complete(finished, alice);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
      Topics.create(kafka.bootstrapServers(), 2, (short) 1);
      Properties client = new Properties();
      client.put("bootstrap.servers", kafka.bootstrapServers());
      try (KafkaCommitLog log = new KafkaCommitLog(client, Topics.COMMITTED, Topics.PARKED)) {
        for (StagedUpload upload : List.of(lost, finished)) {
          String token = "token-" + (upload.equals(lost) ? 1 : 2);
          log.parked(
              new StagedFile(upload, token, new byte[] {1}, 10, 5, "lake", 1),
              ParkReason.UPLOAD_LOST);
        }
      }
      String key = lost.key().path();
      ByteArrayOutputStream asked = new ByteArrayOutputStream();
      assertThat(giveUp(kafka, asked, key)).isZero();
      assertThat(asked.toString(StandardCharsets.UTF_8))
          .contains("would be given up: " + key + ", 10 rows")
          .contains("--yes");
      assertThat(uploads()).containsExactly(lost.uploadId());
      ByteArrayOutputStream done = new ByteArrayOutputStream();
      assertThat(giveUp(kafka, done, "--yes", key)).isZero();
      assertThat(uploads()).isEmpty();
      assertThat(giveUp(kafka, done, "--yes", key)).as("it is parked no more").isEqualTo(1);
      assertThat(done.toString(StandardCharsets.UTF_8))
          .contains("given up: " + key + ", 10 rows")
          .contains(key + " is not parked");
      ByteArrayOutputStream refused = new ByteArrayOutputStream();
      assertThat(giveUp(kafka, refused, "--yes", finished.key().path())).isNotZero();
      assertThat(refused.toString(StandardCharsets.UTF_8)).contains("is in the lake");
      assertThat(store.head(finished.key(), alice)).isPresent();
    }
  }

  private int giveUp(EmbeddedKafka kafka, ByteArrayOutputStream out, String... more) {
    PrintWriter err = new PrintWriter(out, true, StandardCharsets.UTF_8);
    Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), out, err);
    String fixed =
        "--bucket=lake --s3-endpoint="
            + bed.server().endpoint()
            + " --bootstrap="
            + kafka.bootstrapServers();
    return new CommandLine(new GiveUpCommand(streams))
        .setErr(err)
        .execute((fixed + " " + String.join(" ", more)).split(" ", -1));
  }

  private List<String> uploads() {
    try (S3Client client = bed.operator()) {
      return client.listMultipartUploads(r -> r.bucket("lake")).uploads().stream()
          .map(upload -> upload.uploadId())
          .toList();
    }
  }
}
