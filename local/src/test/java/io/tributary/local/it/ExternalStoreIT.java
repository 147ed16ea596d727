package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import io.tributary.local.s3.EmbeddedS3;
import io.tributary.local.s3.FaultProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo on a store of somebody else, with all that it says recorded at the finest level, while
 * somebody listens on the wire to know the secrets that it must not tell.
 */
@TestMethodOrder(OrderAnnotation.class)
class ExternalStoreIT {

  private static final String BUCKET = "somebodys-lake";

  @TempDir static Path temporary;
  private static EmbeddedS3 s3;
  private static FaultProxy wire;
  private static String said;

  private final DemoTree tree = new DemoTree(temporary.resolve("demo"));

  @BeforeAll
  static void start() throws Exception {
    s3 = EmbeddedS3.start(temporary.resolve("store"), BUCKET, Clock.systemUTC(), 0);
    wire = new FaultProxy(s3.endpoint());
  }

  @AfterAll
  static void stop() throws Exception {
    wire.close();
    s3.close();
  }

  @Test
  @Order(1)
  void theDemoRunsOnAnotherStoreThanItsOwn() throws Exception {
    String endpoint = wire.endpoint().toString();
    Path log = Path.of(ExternalStoreIT.class.getResource("/log4j2-everything.properties").toURI());
    List<String> options =
        List.of(
            "-Daws.accessKeyId=" + s3.operatorCredentials().accessKeyId(),
            "-Daws.secretAccessKey=" + s3.operatorCredentials().secretAccessKey(),
            "-Dlog4j2.configurationFile=" + log);
    String[] arguments = {
      "--dir",
      tree.folder().toString(),
      "--miners",
      "2",
      "--records",
      "600",
      "--s3-endpoint",
      endpoint,
      "--sts-endpoint",
      endpoint,
      "--bucket",
      BUCKET,
      "--role-arn",
      s3.uploadRoleArn(),
      "--read-role-arn",
      s3.readRoleArn()
    };
    try (DemoProcess demo = DemoProcess.start(temporary, "external", options, arguments)) {
      assertThat(demo.exitCode()).as(demo.err()).isZero();
      assertThat(DemoLine.of(demo.out()).received()).isEqualTo(600);
      said = demo.out() + demo.err();
    }
    assertThat(tree.folder().resolve("s3")).doesNotExist();
    try (Stream<Path> files =
        Files.walk(temporary.resolve("store").resolve(BUCKET).resolve("data"))) {
      assertThat(files.filter(Files::isRegularFile)).isNotEmpty();
    }
  }

  @Test
  @Order(2)
  void nothingSecretIsSaid() throws Exception {
    Secrets secrets = new Secrets();
    secrets.text(s3.operatorCredentials().secretAccessKey());
    secrets.ofWire(wire);
    secrets.ofKeyFiles(tree.folder());
    secrets.ofGrants(tree.folder());
    secrets.ofEvidence(tree.folder().resolve("auth"));
    try (EmbeddedKafka kafka = EmbeddedKafka.start(tree.folder().resolve("kafka"))) {
      String servers = kafka.bootstrapServers();
      for (ConsumerRecord<byte[], byte[]> message : PublishedTopics.read(servers, Topics.BATCHES)) {
        secrets.lastSignatureOf(message.value());
      }
      for (ConsumerRecord<byte[], byte[]> message :
          PublishedTopics.read(servers, Topics.COMMITTED)) {
        secrets.ofCommitted(message.value());
      }
    }
    assertThat(secrets.kinds())
        .containsAll(
            Set.of("key", "grant", "request", "sink", "batch", "manifest", "token", "session"));
    // What this looks for is there: the finest level was on.
    assertThat(said).containsPattern("(DEBUG|TRACE|INFO ) +io\\.tributary");
    assertThat(secrets.found(said)).as("kinds of secrets that were said").isEmpty();
    assertThat(said).doesNotContainIgnoringCase("X-Amz-Signature").doesNotContain("Signature=");
  }
}
