package io.tributary.local.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.registry.RegistryFile;
import io.tributary.jobs.validate.StoreValidationServices;
import io.tributary.jobs.validate.ValidationOptions;
import io.tributary.local.flink.JobMetrics;
import io.tributary.local.it.PublishedTopics;
import io.tributary.local.kafka.Topics;
import io.tributary.local.ledger.JobLedger;
import io.tributary.local.query.LakeQuery;
import io.tributary.local.s3.EmbeddedS3;
import io.tributary.local.s3.FaultProxy;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The demo's stack with one job, for miners of a test, and what can happen to it. */
final class TroubledStack implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final List<String> PROPERTIES = List.of("aws.accessKeyId", "aws.secretAccessKey");
  private static final Duration NEXT = Duration.ofMillis(200);

  private final DemoFolder folder;
  private final List<PostingMiner> miners;
  private final EmbeddedS3 s3;
  private final FaultProxy wire;
  private final DemoStack stack;
  private final JobLedger ledger;
  private final KafkaProducer<byte[], byte[]> producer;
  private JobID job;
  private long sent;

  TroubledStack(Path root, List<PostingMiner> miners) throws Exception {
    this.miners = miners;
    folder = DemoFolder.open(root);
    s3 = EmbeddedS3.start(folder.s3(), DemoFolder.BUCKET, Clock.systemUTC(), 0);
    wire = new FaultProxy(s3.endpoint());
    AwsBasicCredentials operator = s3.operatorCredentials();
    System.setProperty("aws.accessKeyId", operator.accessKeyId());
    System.setProperty("aws.secretAccessKey", operator.secretAccessKey());
    DemoKeys keys = new DemoKeys(folder, new SecureRandom());
    stack =
        DemoStack.start(folder, keys.prepare(demoMiners(), Instant.now()), Optional.of(place()));
    ledger = new JobLedger(stack.bootstrapServers());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private List<DemoMiner> demoMiners() {
    return miners.stream().map(PostingMiner::demoMiner).toList();
  }

  private DemoOptions.ExternalS3 place() {
    return new DemoOptions.ExternalS3(
        Optional.of(wire.endpoint()),
        Optional.of(s3.stsEndpoint()),
        "us-east-1",
        true,
        true,
        s3.bucket(),
        s3.uploadRoleArn(),
        Optional.of(s3.readRoleArn()));
  }

  /** Submits the job, from a savepoint if there is one. */
  void submit(Map<String, String> options, Optional<String> savepoint) throws Exception {
    job =
        stack
            .cluster()
            .submit(
                DemoJob.options(folder, stack, options),
                savepoint.map(path -> Path.of(URI.create(path))));
  }

  /** Registers the miners but these, and a validator. */
  void register(Hotkey validator, PostingMiner... but) throws Exception {
    Map<Hotkey, Registration> registrations = new LinkedHashMap<>();
    for (PostingMiner miner : miners) {
      if (!List.of(but).contains(miner)) {
        registrations.put(miner.hotkey(), new Registration(registrations.size(), false, 0));
      }
    }
    registrations.put(validator, new Registration(registrations.size(), true, 20_000));
    RegistryFile.write(folder.registry(), DemoFolder.NETUID, registrations);
  }

  /** Submits the validation instead of the ingest, which was stopped. */
  void validate(Map<String, String> options) throws Exception {
    DemoOptions.ExternalS3 place = stack.s3();
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "bootstrap", stack.bootstrapServers(),
                "transaction-timeout", "12 h",
                "audience", DemoFolder.AUDIENCE,
                "netuid", Integer.toString(DemoFolder.NETUID),
                "bucket", place.bucket(),
                "s3-endpoint", place.endpoint().orElseThrow().toString(),
                "auth-endpoint", stack.authEndpoint().toString()));
    all.putAll(options);
    List<String> args = new ArrayList<>();
    all.forEach((name, value) -> args.addAll(List.of("--" + name, value)));
    ValidationOptions parsed = ValidationOptions.parse(args.toArray(String[]::new));
    job =
        stack
            .cluster()
            .submit(
                parsed,
                new StoreValidationServices(parsed.reading(), parsed.settings(), parsed.beacon()),
                Instant.now(),
                Optional.empty());
  }

  /** A client of the operator, who may do everything. */
  S3Client operator() {
    return S3Client.builder()
        .endpointOverride(s3.endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .credentialsProvider(StaticCredentialsProvider.create(s3.operatorCredentials()))
        .build();
  }

  /** The store, behind the wire. */
  EmbeddedS3 s3() {
    return s3;
  }

  /** The bytes of an object, where the store keeps them. */
  Path object(String key) {
    return folder.s3().resolve(s3.bucket()).resolve(key);
  }

  /** Where the authentication service answers. */
  URI authEndpoint() {
    return stack.authEndpoint();
  }

  /** Stops the job; answers its savepoint. */
  String stop() throws Exception {
    return stack.cluster().stop(job);
  }

  /** Drains the job; answers its savepoint. */
  String drain() throws Exception {
    return stack.cluster().drain(job);
  }

  JobLedger ledger() {
    return ledger;
  }

  /** Nobody reaches the store, or everybody does again. */
  void setStoreDown(boolean down) {
    wire.setDown(down);
  }

  /** Instead of a miner's grant there is one that has ended. */
  void endGrant(PostingMiner miner) throws Exception {
    Path access = folder.accessKeys();
    KeyFile session = KeyFile.read(access.resolve(miner.hotkey() + ".key"));
    Instant now = Instant.now();
    GrantFile.write(
        access.resolve(miner.hotkey() + ".grant"),
        SessionGrants.issue(
            miner.demoMiner().signer(),
            DemoFolder.AUDIENCE,
            DemoFolder.NETUID,
            session.publicKey(),
            Purpose.ACCESS,
            EnumSet.allOf(SourceId.class),
            now.minus(Duration.ofDays(2)),
            now.minus(Duration.ofDays(1)),
            new SecureRandom()));
  }

  /** Every miner has a grant that holds. */
  void renewGrants() throws Exception {
    new DemoKeys(folder, new SecureRandom()).prepare(demoMiners(), Instant.now());
  }

  void send(PostingMiner miner, int posts) throws Exception {
    resend(miner, miner.batch(posts));
  }

  void resend(PostingMiner miner, byte[] batch) throws Exception {
    resend(miner.hotkey().address().getBytes(StandardCharsets.US_ASCII), batch);
  }

  void resend(byte[] key, byte[] batch) throws Exception {
    producer.send(new ProducerRecord<>(Topics.BATCHES, key, batch)).get();
    sent++;
  }

  /** How many batches were sent. */
  long sent() {
    return sent;
  }

  List<ConsumerRecord<byte[], byte[]>> published(String topic) {
    return PublishedTopics.read(stack.bootstrapServers(), topic);
  }

  /** What was said last under each key of the topic of blocked miners; null that it is over. */
  Map<String, byte[]> blocked() {
    Map<String, byte[]> last = new TreeMap<>();
    published(Topics.BLOCKED)
        .forEach(m -> last.put(new String(m.key(), StandardCharsets.US_ASCII), m.value()));
    return last;
  }

  /** What the authentication service has noted of its decisions. */
  String audit() throws Exception {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(folder.auth().resolve("audit"))) {
      for (Path file : files.toList()) {
        lines.append(Files.readString(file));
      }
    }
    return lines.toString();
  }

  /**
   * A gauge's sum over subtasks, as Flink knew it when this was asked last; 0 before it is there.
   */
  long metric(String name) throws Exception {
    return new JobMetrics(stack.cluster().address())
        .sums(job.toHexString(), List.of(name))
        .getOrDefault(name, 0L);
  }

  /** How many checkpoints of this job are complete. */
  long checkpoints() throws Exception {
    URI asked = stack.cluster().address().resolve("/jobs/" + job.toHexString() + "/checkpoints");
    try (InputStream answer = asked.toURL().openStream()) {
      return new ObjectMapper().readTree(answer).at("/counts/completed").asLong();
    }
  }

  void awaitTrue(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(NEXT)
        .until(
            () -> {
              assertThat(stack.cluster().status(job).isTerminalState()).as("job ended").isFalse();
              ledger.poll(NEXT);
              return condition.call();
            });
  }

  /** Waits until all that was sent is in committed files, and nothing more. */
  void awaitAllCommitted() {
    long sent = miners.stream().mapToLong(miner -> miner.ids().size()).sum();
    awaitTrue(sent + " rows are committed", () -> ledger.rows() >= sent);
    assertLakeHoldsAllOnce();
  }

  /** In the files of each miner are its own posts, each once. */
  void assertLakeHoldsAllOnce() {
    List<String> sent = new ArrayList<>();
    miners.forEach(miner -> miner.ids().forEach(id -> sent.add(miner.hotkey() + " " + id)));
    assertThat(lake()).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(ledger.rows()).isEqualTo(sent.size());
    assertThat(ledger.parked()).isEmpty();
    assertThat(ledger.rejected()).isZero();
  }

  private List<String> lake() {
    List<String> found = new ArrayList<>();
    try (LakeQuery query = LakeQuery.open(folder.s3().resolve(s3.bucket()))) {
      query.run(
          "SELECT miner_hotkey, id FROM reddit",
          new LakeQuery.RowSink() {
            @Override
            public void head(List<String> names) {
              // The names are those of the query.
            }

            @Override
            public void row(List<Object> values) {
              found.add(values.get(0) + " " + values.get(1));
            }
          });
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return found;
  }

  @Override
  public void close() throws Exception {
    PROPERTIES.forEach(System::clearProperty);
    try (DemoFolder last = folder;
        EmbeddedS3 fifth = s3;
        FaultProxy fourth = wire;
        DemoStack third = stack;
        JobLedger second = ledger;
        KafkaProducer<byte[], byte[]> first = producer) {
      // Resources close in reverse order, each of them also when another fails to.
    }
  }
}
