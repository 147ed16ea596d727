package io.tributary.local.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.connectors.challenge.FileChallenger;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import io.tributary.jobs.validate.ValidationOptions;
import io.tributary.jobs.validate.ValidationServices;
import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.check.ContentTally;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.check.RowOracle;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifest;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.lake.verdict.VerdictReplay;
import io.tributary.local.VerifyRun;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.chain.EmbeddedChainOptions;
import io.tributary.local.flink.Checkpoints;
import io.tributary.local.flink.JobMetrics;
import io.tributary.local.flink.LocalCluster;
import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two epochs of the validation on a real cluster, broker and chain, with a restart in the first,
 * and a miner that copies another one's items.
 */
class ValidationJobIT {

  private static final String AUDIENCE = "tributary-test";
  private static final int NETUID = 13;
  private static final int EPOCH_BLOCKS = 6;
  private static final int DELAY_BLOCKS = 3;
  private static final int LEAF_BYTES = 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final LocalSigner ANN = signer(1);
  private static final LocalSigner BOB = signer(2);
  private static final LocalSigner COPIER = signer(3);
  private static final LocalSigner VALIDATOR = signer(9);

  private final Instant staged = Instant.now().minusSeconds(60);

  @TempDir Path folder;

  private EmbeddedKafka kafka;
  private EmbeddedChain chain;
  private LocalCluster cluster;

  /** Finds nothing wrong with any file, whose number alone says which item it holds. */
  private static final class Lenient implements FileChallenger {
    @Override
    public ChallengeResult challenge(ChallengeTask task, ItemSalt salt) {
      ItemSample items = new ItemSample(salt, 16);
      items.add(
          ItemKey.of(task.file().tailDigest().hex()),
          task.index(),
          task.statement().appendedAt().toEpochMilli());
      return new ChallengeResult(
          new FileResult(task.index(), List.of(), 100, 1), ContentTally.NONE, items, List.of());
    }

    @Override
    public void close() {}
  }

  private static ValidationServices.Opened services() {
    return new ValidationServices.Opened(
        VALIDATOR, new Lenient(), () -> true, Optional.empty(), RowOracle.NONE);
  }

  @Test
  void epochsSurviveARestartAndTheirVerdictsReplay() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder.resolve("kafka"));
        EmbeddedChain node =
            EmbeddedChain.start(
                new EmbeddedChainOptions(NETUID, Duration.ZERO, 1), InstantSource.system());
        LocalCluster flink = LocalCluster.start(folder.resolve("checkpoints"), 2)) {
      kafka = broker;
      chain = node;
      cluster = flink;
      Topics.create(kafka.bootstrapServers(), 1, (short) 1);
      chain.settle();
      publish(ANN, 1);
      publish(ANN, 2);
      publish(BOB, 3);
      publish(COPIER, 1);

      JobID first = submit(Optional.empty());
      awaitBeacon(first);
      blocksTo(EPOCH_BLOCKS);
      List<Freeze> freezes = await().atMost(PATIENCE).until(this::freezes, f -> f.size() == 3);
      cluster.cancel(first);
      publish(ANN, 4);

      JobID second = submit(Checkpoints.newest(folder.resolve("checkpoints")));
      blocksTo(EPOCH_BLOCKS + DELAY_BLOCKS);
      List<Verdict> verdicts = await().atMost(PATIENCE).until(this::verdicts, v -> v.size() == 3);
      assertReplays(Outcome.PASS, of(ANN, 1, verdicts), freezes, frozen(ANN, 1), frozen(ANN, 2));
      assertReplays(Outcome.PASS, of(BOB, 1, verdicts), freezes, frozen(BOB, 3));
      assertCopied(of(COPIER, 1, verdicts), freezes);

      blocksTo(2 * EPOCH_BLOCKS);
      freezes = await().atMost(PATIENCE).until(this::freezes, f -> f.size() == 6);
      blocksTo(2 * EPOCH_BLOCKS + DELAY_BLOCKS);
      verdicts = await().atMost(PATIENCE).until(this::verdicts, v -> v.size() == 6);
      assertReplays(
          Outcome.PASS,
          of(ANN, 2, verdicts),
          freezes,
          frozen(ANN, 1),
          frozen(ANN, 2),
          frozen(ANN, 4));
      assertCopied(of(COPIER, 2, verdicts), freezes);
      for (String verdict :
          List.of(ANN.hotkey() + "@1", BOB.hotkey() + "@1", ANN.hotkey() + "@2")) {
        assertAnybodyReplays(verdict);
      }
      cluster.cancel(second);
    }
  }

  /** From topics and chain alone, as whoever has no part in the deployment. */
  private void assertAnybodyReplays(String verdict) {
    String[] arguments = {
      verdict, "--bootstrap", kafka.bootstrapServers(), "--chain", chain.uri().toString(), "--json"
    };
    assertThat(VerifyRun.run(arguments))
        .as(verdict)
        .startsWith("0 ")
        .contains("\"same\":true", "{\"what\":\"frozen set\",\"result\":\"SAME\"")
        .contains("{\"what\":\"draws and outcomes\",\"result\":\"SAME\"");
  }

  private JobID submit(Optional<Path> from) throws Exception {
    ValidationOptions options =
        ValidationOptions.parse(
            new String[] {
              "--bootstrap",
              kafka.bootstrapServers(),
              "--audience",
              AUDIENCE,
              "--chain",
              chain.uri().toString(),
              "--chain-poll",
              "100 ms",
              "--epoch-blocks",
              Integer.toString(EPOCH_BLOCKS),
              "--seed-delay-blocks",
              Integer.toString(DELAY_BLOCKS),
              "--bucket",
              "lake",
              "--auth-endpoint",
              "http://auth",
              "--validator-key",
              "/none",
              "--listing",
              "false",
              "--checkpoint-interval",
              "200 ms"
            });
    return cluster.submit(options, ValidationJobIT::services, Instant.now(), from);
  }

  /** Blocks before the first that the job sees belong to no epoch of it. */
  private void awaitBeacon(JobID job) {
    JobMetrics metrics = new JobMetrics(cluster.address());
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> metrics.sums(job.toHexString(), List.of("beaconNumber")).get("beaconNumber"),
            sum -> sum >= 0);
  }

  private void blocksTo(long finalized) {
    while (chain.finalizedNumber() < finalized) {
      chain.makeBlock();
    }
  }

  private List<Freeze> freezes() throws Exception {
    List<Freeze> freezes = new ArrayList<>();
    for (byte[] value : values(Topics.FREEZES)) {
      freezes.add(SignedFreeze.decode(value).verify());
    }
    return freezes;
  }

  private List<Verdict> verdicts() throws Exception {
    List<Verdict> verdicts = new ArrayList<>();
    for (byte[] value : values(Topics.VERDICTS)) {
      verdicts.add(SignedVerdict.decode(value).verify());
    }
    return verdicts;
  }

  private List<byte[]> values(String topic) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }

  private void assertCopied(Verdict verdict, List<Freeze> freezes) throws Exception {
    assertThat(verdict.findings())
        .containsExactly(
            new VerdictFinding(
                VerdictReason.DUPLICATE_ACROSS_MINERS,
                "1 sampled rows repeat items of 1 miners, first of " + ANN.hotkey().address()));
    assertReplays(Outcome.FAIL, verdict, freezes, frozen(COPIER, 1));
  }

  private void assertReplays(
      Outcome outcome, Verdict verdict, List<Freeze> freezes, FrozenFile... files)
      throws Exception {
    long epoch = verdict.subject().epoch();
    Freeze freeze =
        freezes.stream()
            .filter(one -> one.epoch() == epoch)
            .filter(one -> one.hotkey().equals(verdict.subject().hotkey()))
            .findFirst()
            .orElseThrow();
    assertThat(freeze.freezeBlockHash()).isEqualTo(hash(epoch * EPOCH_BLOCKS));
    assertThat(verdict.outcome()).isEqualTo(outcome);
    ValidationOptions options =
        ValidationOptions.parse(
            new String[] {
              "--bootstrap",
              "b",
              "--audience",
              "a",
              "--chain",
              "http://c",
              "--bucket",
              "b",
              "--auth-endpoint",
              "http://auth",
              "--validator-key",
              "k"
            });
    assertThat(
            VerdictReplay.differences(
                verdict,
                new VerdictReplay.Records(
                    freeze,
                    FrozenSet.of(verdict.subject().hotkey(), List.of(files)),
                    RevocationList.EMPTY,
                    CarriedOver.NONE,
                    hash(epoch * EPOCH_BLOCKS + DELAY_BLOCKS),
                    options.settings().draws(),
                    options.settings().rules(),
                    options.settings().thresholds())))
        .isEmpty();
  }

  private BlockHash hash(long number) throws Exception {
    ChainEndpoint endpoint = ChainEndpoint.parse(chain.uri().toString());
    return new ChainClient(List.of(endpoint), RpcLimits.DEFAULT).blockHash(number).orElseThrow();
  }

  private static Verdict of(LocalSigner miner, long epoch, List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.subject().hotkey().equals(miner.hotkey()))
        .filter(verdict -> verdict.subject().epoch() == epoch)
        .findFirst()
        .orElseThrow();
  }

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  private FileManifest manifest(LocalSigner miner, int number) {
    Octets tail = Octets.of(("tail " + number).getBytes(StandardCharsets.US_ASCII)).sha256();
    long dataLength = 20L * LEAF_BYTES;
    return new FileManifest(
        AUDIENCE,
        NETUID,
        ObjectKey.of(SourceId.X, miner.hotkey(), staged, 100, tail.hex()),
        dataLength + 100,
        dataLength,
        LEAF_BYTES,
        100,
        0,
        1,
        tail.sha256(),
        tail,
        Octets.of(miner.publicKey()),
        Optional.empty(),
        staged);
  }

  private FrozenFile frozen(LocalSigner miner, int number) {
    return FrozenFile.of(manifest(miner, number), ObjectVersion.NONE);
  }

  private void publish(LocalSigner miner, int number) throws Exception {
    FileManifest manifest = manifest(miner, number);
    byte[] body = manifest.encode();
    SignedManifest signed =
        new SignedManifest(
            Octets.of(body), Octets.of(miner.sign(SigningDomain.MANIFEST, body)), Optional.empty());
    CommittedFile file =
        new CommittedFile(
            "lake", manifest.key(), Octets.of(signed.encode()), AUDIENCE, 1, staged, 1, 0);
    byte[] key = manifest.key().path().getBytes(StandardCharsets.UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.COMMITTED, key, file.encode())).get();
    }
  }
}
