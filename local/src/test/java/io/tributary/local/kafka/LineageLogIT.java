package io.tributary.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.LinePosition;
import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.sink.internal.KafkaCommitLog;
import io.tributary.connectors.sink.internal.KafkaLineageLog;
import io.tributary.connectors.sink.internal.KafkaParkedLog;
import io.tributary.connectors.sink.internal.LaterFiles;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far the files of a line have come, read from real topics. */
class LineageLogIT {

  private final Instant now = Instant.now();
  private final Instant longAgo = now.minus(Duration.ofDays(100));

  @TempDir Path folder;
  private EmbeddedKafka kafka;
  private Properties client;
  private KafkaCommitLog log;
  private int files;

  /** Where files are committed to, as the lineage log is told. */
  private String committedTopic = Topics.COMMITTED;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder);
    Topics.create(kafka.bootstrapServers(), 2, (short) 1);
    client = new Properties();
    client.setProperty("bootstrap.servers", kafka.bootstrapServers());
    log = new KafkaCommitLog(client, Topics.COMMITTED, Topics.PARKED);
  }

  @AfterEach
  void stop() throws Exception {
    log.close();
    kafka.close();
  }

  private StagedFile file(String lineage, long checkpoint) {
    ObjectKey key =
        ObjectKey.of(
            SourceId.X, new Hotkey("5" + "C".repeat(47)), now, 3, String.format("%016x", files++));
    StagedUpload upload =
        new StagedUpload("lake", key, "id", List.of(new StagedUpload.Part(1, "tag")), 7);
    return new StagedFile(upload, "token", new byte[] {1}, 3, 5, lineage, checkpoint);
  }

  /** Publishes as if the sender's clock had shown this time. */
  private void committedAt(Instant time, StagedFile file) throws Exception {
    CommittedFile message =
        new CommittedFile(
            "lake",
            file.key(),
            Octets.of(file.manifest()),
            file.lineage(),
            file.checkpointId(),
            now);
    send(time, file.key().path(), message.encode());
  }

  private void send(Instant time, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  committedTopic,
                  0,
                  time.toEpochMilli(),
                  key.getBytes(StandardCharsets.UTF_8),
                  value))
          .get();
    }
  }

  private Optional<Long> newestAfter(long checkpoint, Instant since) throws IOException {
    LaterFiles later = new LaterFiles("line", new LinePosition(0, checkpoint));
    try (KafkaLineageLog lineage = new KafkaLineageLog(client, committedTopic, Topics.PARKED)) {
      lineage.read(since, later);
    }
    return later.newest().map(LinePosition::checkpointId);
  }

  @Test
  void onlyFilesOfThisLineCount() throws Exception {
    assertThat(newestAfter(0, Instant.EPOCH)).isEmpty();
    log.committed(file("another", 9));
    log.parked(file("another", 10), ParkReason.UNRESOLVED);
    assertThat(newestAfter(0, Instant.EPOCH)).isEmpty();
    log.committed(file("line", 3));
    assertThat(newestAfter(0, Instant.EPOCH)).contains(3L);
  }

  @Test
  void theNewestIsFoundWhereverItStands() throws Exception {
    log.committed(file("line", 5));
    log.committed(file("line", 8));
    // A parked file that is finished later carries an older checkpoint.
    log.committed(file("line", 6));
    assertThat(newestAfter(4, Instant.EPOCH)).contains(8L);
    assertThat(newestAfter(7, now.minus(Duration.ofDays(1)))).contains(8L);
    assertThat(newestAfter(8, now.minus(Duration.ofDays(1)))).isEmpty();
    assertThat(newestAfter(8, now.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void parkedFilesCountUntilTheyAreParkedNoMore() throws Exception {
    log.committed(file("line", 5));
    StagedFile parked = file("line", 7);
    log.parked(parked, ParkReason.ACCESS_DENIED);
    assertThat(newestAfter(5, Instant.EPOCH)).contains(7L);
    assertThat(newestAfter(7, Instant.EPOCH)).isEmpty();
    log.unparked(parked);
    assertThat(newestAfter(5, Instant.EPOCH)).isEmpty();
  }

  @Test
  void whatWasWithdrawnDoesNotCountUntilItIsThereAgain() throws Exception {
    StagedFile file = file("line", 7);
    log.committed(file);
    log.withdrawn(file.committed().withdrawn(40));
    assertThat(newestAfter(5, Instant.EPOCH)).isEmpty();
    log.committed(file.withCheckpoint("line", new LinePosition(40, 6)));
    assertThat(newestAfter(5, Instant.EPOCH)).contains(6L);
  }

  @Test
  void aFileThatIsParkedNoMoreIsNeverHandedOutToBeFinished() throws Exception {
    for (int i = 0; i < 50; i++) {
      StagedFile parked = file("line", i);
      log.parked(parked, ParkReason.UNRESOLVED);
      log.unparked(parked);
    }
    StagedFile last = file("line", 51);
    log.parked(last, ParkReason.UNRESOLVED);
    try (KafkaParkedLog parked = new KafkaParkedLog(client, Topics.PARKED)) {
      assertThat(parked.poll()).extracting(entry -> entry.file().key()).containsExactly(last.key());
    }
  }

  /** As a topic may be that was created before the brokers' time was asked for. */
  private void datedBySenders() throws Exception {
    committedTopic = "dated-by-senders";
    try (Admin admin = Admin.create(client)) {
      NewTopic topic = new NewTopic(committedTopic, 1, (short) 1);
      topic.configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  @Test
  void whatCameBeforeTheTimeIsNotRead() throws Exception {
    datedBySenders();
    send(longAgo, "key", new byte[] {1, 2, 3});
    committedAt(now, file("line", 8));
    // Behind a newer one: a clock was set back.
    committedAt(longAgo, file("line", 9));
    assertThat(newestAfter(7, now.minus(Duration.ofDays(1)))).contains(9L);
    assertThatThrownBy(() -> newestAfter(7, Instant.EPOCH))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "dated-by-senders holds at offset 0 of partition 0 what is no committed file of this"
                + " release");
  }

  @Test
  void aSendersOldTimeHidesNothingWhereTheBrokersDate() throws Exception {
    committedAt(longAgo, file("line", 9));
    assertThat(newestAfter(7, now.minus(Duration.ofDays(1)))).contains(9L);
  }

  @Test
  void aMissingTopicIsToldAndNotTakenForAnEmptyOne() {
    try (KafkaLineageLog lineage = new KafkaLineageLog(client, "no-topic", Topics.PARKED)) {
      assertThatThrownBy(
              () -> lineage.read(Instant.EPOCH, new LaterFiles("line", LinePosition.START)))
          .isInstanceOf(IOException.class)
          .hasMessage("there is no topic no-topic");
    }
  }
}
