package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.FileReport;
import io.tributary.lake.proof.FileVerifier;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.local.command.StatusCommand;
import io.tributary.local.command.Streams;
import io.tributary.local.demo.expect.Expectation;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.demo.report.MinerFigures;
import io.tributary.local.demo.run.DemoOptions;
import io.tributary.local.demo.run.DemoRun;
import io.tributary.local.demo.validate.ValidationFigures;
import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** One folder from its first run to its third. The steps follow each other. */
@TestMethodOrder(OrderAnnotation.class)
class DemoIT {

  @TempDir static Path temporary;
  private static DemoFigures first;

  private final DemoTree tree = new DemoTree(temporary.resolve("demo"));

  private DemoFigures run() throws Exception {
    return outcome().figures();
  }

  private DemoRun.Outcome outcome() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    DemoOptions options =
        new DemoOptions(tree.folder(), 3, 1500, 7, false, Optional.empty(), Optional.empty());
    DemoRun.Outcome outcome =
        new DemoRun(options, new PrintStream(said, true, StandardCharsets.UTF_8)).run();
    assertThat(outcome.ok()).as(said.toString(StandardCharsets.UTF_8)).isTrue();
    return outcome;
  }

  @Test
  @Order(1)
  void theFirstRunComesOutAsExpected() throws Exception {
    DemoRun.Outcome outcome = outcome();
    first = outcome.figures();

    Expectation expected = ExpectationFile.read(tree.expectation());
    assertThat(first.received()).isEqualTo(1500).isEqualTo(expected.received());
    assertThat(first.accepted()).isEqualTo(expected.accepted());
    assertThat(first.rejected()).isEqualTo(expected.rejected());
    assertThat(first.duplicate()).isEqualTo(expected.duplicate());
    assertThat(first.refusedBatches()).isZero();
    requireCaught(outcome.verdicts());
    Map<String, Long> reasons = new TreeMap<>();
    expected.miners().forEach(m -> m.refused().forEach((r, n) -> reasons.merge(r, n, Long::sum)));
    assertThat(first.rejectedByReason()).isEqualTo(reasons);
    Set<String> prefixes = new TreeSet<>();
    for (Expectation.Miner miner : expected.miners()) {
      for (SourceId source : SourceId.values()) {
        prefixes.add("data/" + source.code() + "/" + miner.hotkey() + "/");
      }
    }
    assertThat(tree.objects().keySet())
        .isNotEmpty()
        .allMatch(key -> prefixes.contains(key.substring(0, key.lastIndexOf('/') + 1)));
  }

  /** Two epochs of three miners; of the second each was harmed, and one harmed itself. */
  private static void requireCaught(ValidationFigures verdicts) {
    assertThat(verdicts.pass()).isEqualTo(5);
    assertThat(verdicts.fail()).isEqualTo(1);
    assertThat(verdicts.noEvidence()).isZero();
    Map<String, String> caught = new TreeMap<>();
    for (ValidationFigures.Line line : verdicts.lines()) {
      assertThat(line.bytesRead()).isPositive();
      if (line.epoch() == 1) {
        assertThat(line.outcome() + line.done() + line.found()).isEqualTo("PASS");
      } else {
        caught.put(line.done(), line.outcome() + " " + line.found());
      }
    }
    assertThat(caught)
        .containsEntry("object altered", "PASS LEAF_ALTERED (lake)")
        .containsEntry("object deleted", "PASS OBJECT_MISSING (lake)")
        .containsEntry("rows fabricated", "FAIL ID_TIME_MISMATCH (miner)");
  }

  @Test
  @Order(2)
  void theTableOfVerdictsHoldsWhatTheTopicDoes() throws Exception {
    Map<String, String> outcomes = new TreeMap<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT epoch, hotkey, outcome FROM read_parquet('"
                    + tree.folder().resolve("validation").resolve("verdicts")
                    + "/*/*.parquet')")) {
      while (rows.next()) {
        outcomes.put(rows.getLong(1) + " " + rows.getString(2), rows.getString(3));
      }
    }
    Map<String, String> published = new TreeMap<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(tree.folder().resolve("kafka"))) {
      for (ConsumerRecord<byte[], byte[]> message :
          PublishedTopics.read(kafka.bootstrapServers(), Topics.VERDICTS)) {
        Verdict verdict = SignedVerdict.decode(message.value()).verify();
        published.put(
            verdict.subject().epoch() + " " + verdict.subject().hotkey(), verdict.outcome().name());
      }
    }
    assertThat(outcomes).hasSize(6).isEqualTo(published);
  }

  @Test
  @Order(3)
  void everyFileIsWhatItsPublishedManifestSays() throws Exception {
    Map<String, Path> objects = tree.objects();
    Set<String> published = new TreeSet<>();
    Set<String> withdrawn = new TreeSet<>();
    Map<String, CommittedFile> manifests = new TreeMap<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.start(tree.folder().resolve("kafka"))) {
      String servers = kafka.bootstrapServers();
      for (ConsumerRecord<byte[], byte[]> message :
          PublishedTopics.read(servers, Topics.COMMITTED)) {
        CommittedFile file = CommittedFile.decode(message.value());
        String key = file.key().path();
        assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo(key);
        assertThat(file.bucket()).isEqualTo(DemoTree.BUCKET);
        if (file.isWithdrawn()) {
          assertThat(published.remove(key)).as("published before: %s", key).isTrue();
          withdrawn.add(key);
        } else {
          assertThat(published.add(key)).as("published once: %s", key).isTrue();
          manifests.put(key, file);
        }
      }
      // What was fabricated for the validation is gone again.
      assertThat(withdrawn).hasSize(1);
      for (String key : published) {
        requireSame(manifests.get(key), objects.get(key));
      }
      assertThat(PublishedTopics.read(servers, Topics.PARKED)).isEmpty();
      assertThat(PublishedTopics.read(servers, Topics.DUPLICATES)).hasSize((int) first.duplicate());
      assertThat(PublishedTopics.read(servers, Topics.REJECTED)).hasSize((int) first.rejected());
      requireStatus(servers);
    }
    assertThat(published).isEqualTo(objects.keySet());
  }

  private void requireStatus(String servers) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintWriter(out, true, StandardCharsets.UTF_8));
    int code =
        new CommandLine(new StatusCommand(streams)).execute("--bootstrap", servers, "--json");
    assertThat(code).isZero();
    JsonNode status = new ObjectMapper().readTree(out.toByteArray());
    assertThat(status.path("rows").asLong()).isEqualTo(first.accepted());
    assertThat(status.path("duplicate").asLong()).isEqualTo(first.duplicate());
    assertThat(status.path("rejected").asLong()).isEqualTo(first.rejected());
    assertThat(status.path("parked")).isEmpty();
    assertThat(status.path("miners")).isNotEmpty();
  }

  private static void requireSame(CommittedFile file, Path object) throws Exception {
    SignedManifest signed = SignedManifest.decode(file.manifest().bytes());
    FileManifest manifest = FileManifests.verify(signed, DemoTree.AUDIENCE, DemoTree.NETUID);
    FileReport report = FileVerifier.verify(object);
    assertThat(report.findings()).as(file.key().path()).isEmpty();
    assertThat(manifest.key()).isEqualTo(file.key());
    assertThat(manifest.sizeBytes()).isEqualTo(Files.size(object));
    assertThat(manifest.rows()).isEqualTo(report.facts().orElseThrow().rows());
    assertThat(manifest.wholeDigest()).isEqualTo(report.wholeDigest().orElseThrow());
    Octets tail = report.facts().orElseThrow().tailDigest();
    assertThat(manifest.tailDigest()).isEqualTo(tail);
  }

  @Test
  @Order(4)
  void aSecondRunChangesNothing() throws Exception {
    Map<String, Path> before = tree.objects();

    DemoFigures second = run();

    assertThat(second.miners()).isEqualTo(first.miners());
    assertThat(tree.objects()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void whatIsAddedToAStoreIsAllThatAThirdRunTakesIn() throws Exception {
    Set<String> before = new TreeSet<>(tree.objects().keySet());
    MinerFigures owner =
        first.miners().stream().filter(m -> m.accepted() > 0).findFirst().orElseThrow();
    MinerFigures other =
        first.miners().stream().filter(m -> !m.equals(owner)).findFirst().orElseThrow();
    try (StoreEdit mine = new StoreEdit(tree.store(owner.name()));
        StoreEdit theirs = new StoreEdit(tree.store(other.name()))) {
      Map<String, String> posts = posts(owner);
      String uri =
          posts.keySet().stream().filter(post -> !has(theirs, post)).findFirst().orElseThrow();
      String id = posts.get(uri);
      StoreEdit.Row row = mine.row(uri);
      mine.put(row.withId(id, Long.toString(Long.parseLong(id) ^ 1)));
      mine.put(row.scrapedAgain());
      theirs.put(row);
    }
    // What comes of changed stores is not what was expected of the generated ones.
    Files.delete(tree.expectation());

    DemoFigures third = run();

    assertThat(third.received()).isEqualTo(first.received() + 3);
    assertThat(third.accepted()).isEqualTo(first.accepted() + 1);
    assertThat(third.duplicate()).isEqualTo(first.duplicate() + 2);
    assertThat(third.rejected()).isEqualTo(first.rejected());
    Set<String> added = new TreeSet<>(tree.objects().keySet());
    assertThat(added).containsAll(before);
    added.removeAll(before);
    assertThat(added).hasSize(1);
    ObjectKey key = ObjectKey.parse(added.iterator().next()).orElseThrow();
    assertThat(key.hotkey().address()).isEqualTo(owner.hotkey());
    assertThat(key.rows()).isEqualTo(1);
  }

  private static boolean has(StoreEdit store, String uri) {
    try {
      return store.has(uri);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ids of a miner's posts in the lake, by address. */
  private Map<String, String> posts(MinerFigures miner) throws Exception {
    Path folder =
        tree.lake()
            .resolve("data")
            .resolve(Integer.toString(SourceId.X.code()))
            .resolve(miner.hotkey());
    Map<String, String> posts = new TreeMap<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT url, tweet_id FROM read_parquet('" + folder + "/*.parquet')")) {
      while (rows.next()) {
        posts.put(rows.getString(1), rows.getString(2));
      }
    }
    posts.entrySet().removeIf(post -> !post.getKey().contains(post.getValue()));
    return posts;
  }
}
