package io.tributary.local.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.ClientOptions;
import io.tributary.connectors.credentials.HttpCredentialClient;
import io.tributary.connectors.credentials.ReadSigning;
import io.tributary.hotkey.identity.KeyFileWriter;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.chain.EmbeddedChainOptions;
import io.tributary.local.kafka.Topics;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Files that the ingest wrote are validated where they are, with the validator's own credentials:
 * honest ones pass; what happens to them behind the log's back is found and costs no miner.
 */
class StoreValidationIT {

  private static final long EPOCH_BLOCKS = 6;
  private static final long DELAY_BLOCKS = 3;
  private static final PostingMiner HONEST = new PostingMiner(1);
  private static final PostingMiner FLIPPED = new PostingMiner(2);
  private static final PostingMiner LOST = new PostingMiner(3);
  private static final PostingMiner REPLACED = new PostingMiner(4);
  private static final PostingMiner REFUSED = new PostingMiner(5);
  private static final List<PostingMiner> MINERS =
      List.of(HONEST, FLIPPED, LOST, REPLACED, REFUSED);

  @TempDir Path temporary;

  private final byte[] seed = new byte[32];
  private LocalSigner validator;
  private TroubledStack stack;
  private EmbeddedChain chain;

  @Test
  void honestFilesPassAndTheLakesFaultsAreFound() throws Exception {
    Arrays.fill(seed, (byte) 9);
    validator = LocalSigner.fromMiniSecret(seed.clone());
    try (TroubledStack parts = new TroubledStack(temporary.resolve("demo"), MINERS);
        EmbeddedChain node =
            EmbeddedChain.start(
                new EmbeddedChainOptions(DemoFolder.NETUID, Duration.ZERO, 1),
                InstantSource.system())) {
      stack = parts;
      chain = node;
      stack.register(validator.hotkey());
      fillTheLake();
      chain.settle();
      submit();

      List<Verdict> first = epoch(1, () -> {});
      assertThat(first).allSatisfy(StoreValidationIT::assertPlainPass);
      assertThat(first).noneMatch(Verdict::canaryReadable);

      putCanary();
      List<Verdict> second = epoch(2, this::spoil);
      assertThat(second).allMatch(Verdict::canaryReadable);
      assertPlainPass(of(HONEST, second));
      assertFound(of(FLIPPED, second), VerdictReason.LEAF_ALTERED);
      assertFound(of(LOST, second), VerdictReason.OBJECT_MISSING);
      assertFound(of(REPLACED, second), VerdictReason.OBJECT_REPLACED);
      Verdict unread = of(REFUSED, second);
      assertThat(unread.outcome()).isEqualTo(Outcome.NO_EVIDENCE);
      assertThat(unread.files())
          .allSatisfy(
              file -> {
                assertThat(reasons(file)).containsExactly(VerdictReason.READ_REFUSED);
                assertThat(file.undecidedEpochs()).isEqualTo(1);
              });
    }
  }

  /** Two files of each miner. */
  private void fillTheLake() throws Exception {
    stack.submit(Map.of("roll-age", "1 s", "checkpoint-interval", "1 s"), Optional.empty());
    for (int round = 1; round <= 2; round++) {
      for (PostingMiner miner : MINERS) {
        stack.send(miner, 200);
      }
      stack.awaitAllCommitted();
    }
    stack.drain();
    for (PostingMiner miner : MINERS) {
      assertThat(files(miner)).hasSizeGreaterThan(1);
    }
  }

  private void submit() throws Exception {
    Path key = temporary.resolve("validator.json");
    KeyFileWriter.write(key, seed.clone());
    stack.validate(
        Map.ofEntries(
            Map.entry("chain", chain.uri().toString()),
            Map.entry("chain-poll", "100 ms"),
            Map.entry("epoch-blocks", Long.toString(EPOCH_BLOCKS)),
            Map.entry("seed-delay-blocks", Long.toString(DELAY_BLOCKS)),
            Map.entry("validator-key", key.toString()),
            // Posts of these miners are alike and pack to less than any real ones.
            Map.entry("least-packed-row-bytes", "4"),
            Map.entry("challenge-attempts", "2"),
            Map.entry("challenge-pause", "100 ms"),
            Map.entry("checkpoint-interval", "500 ms")));
    stack.awaitTrue("blocks are read", () -> stack.metric("beaconNumber") > 0);
  }

  /** Something that happens between a freeze and its seed. */
  private interface Event {
    void happen() throws Exception;
  }

  /** All verdicts of an epoch, through which the chain goes. */
  private List<Verdict> epoch(int epoch, Event event) throws Exception {
    blocksTo(epoch * EPOCH_BLOCKS);
    int all = epoch * MINERS.size();
    stack.awaitTrue(all + " freezes", () -> stack.published(Topics.FREEZES).size() >= all);
    event.happen();
    blocksTo(epoch * EPOCH_BLOCKS + DELAY_BLOCKS);
    stack.awaitTrue(all + " verdicts", () -> stack.published(Topics.VERDICTS).size() >= all);
    List<Verdict> verdicts = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : stack.published(Topics.VERDICTS)) {
      Verdict verdict = SignedVerdict.decode(message.value()).verify();
      if (verdict.subject().epoch() == epoch) {
        verdicts.add(verdict);
      }
    }
    assertThat(verdicts).hasSize(MINERS.size());
    return verdicts;
  }

  private void blocksTo(long finalized) {
    while (chain.finalizedNumber() < finalized) {
      chain.makeBlock();
    }
  }

  private void putCanary() {
    try (S3Client operator = stack.operator()) {
      operator.putObject(
          r -> r.bucket(stack.s3().bucket()).key("data/2/" + validator.hotkey() + "/canary"),
          RequestBody.fromString("alive"));
    }
  }

  private void spoil() throws Exception {
    flip(stack.object(files(FLIPPED).get(0)));
    try (S3Client operator = stack.operator()) {
      String bucket = stack.s3().bucket();
      operator.deleteObject(r -> r.bucket(bucket).key(files(LOST).get(0)));
      List<String> replaced = files(REPLACED);
      operator.copyObject(
          r ->
              r.sourceBucket(bucket)
                  .sourceKey(replaced.get(1))
                  .destinationBucket(bucket)
                  .destinationKey(replaced.get(0)));
    }
    stack.register(validator.hotkey(), REFUSED);
    stack.awaitTrue("the service knows of the deregistration", this::isRefused);
    // Those that the job still has would be good for minutes.
    stack.s3().endSessions();
  }

  /** Changes a byte of the first page, and nothing that the store says of the object. */
  private static void flip(Path object) throws Exception {
    try (FileChannel channel =
        FileChannel.open(object, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer one = ByteBuffer.allocate(1);
      channel.read(one, 100);
      one.put(0, (byte) (one.get(0) ^ 1));
      one.rewind();
      channel.write(one, 100);
    }
  }

  private boolean isRefused() throws Exception {
    HttpCredentialClient client =
        new HttpCredentialClient(
            ClientOptions.of(stack.authEndpoint(), DemoFolder.AUDIENCE, DemoFolder.NETUID),
            new ReadSigning(validator),
            Clock.systemUTC(),
            new SecureRandom(),
            pause -> {});
    try {
      client.fetch(REFUSED.hotkey());
      return false;
    } catch (AccessDeniedException e) {
      assertThat(e.reason()).isEqualTo("MINER_NOT_REGISTERED");
      return true;
    }
  }

  private List<String> files(PostingMiner miner) {
    return stack.ledger().committed().keySet().stream()
        .filter(key -> key.contains(miner.hotkey().address()))
        .sorted()
        .toList();
  }

  private static Verdict of(PostingMiner miner, List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> verdict.subject().hotkey().equals(miner.hotkey()))
        .findFirst()
        .orElseThrow();
  }

  private static List<VerdictReason> reasons(FileVerdict file) {
    return file.findings().stream().map(VerdictFinding::reason).toList();
  }

  private static void assertPlainPass(Verdict verdict) {
    assertThat(verdict.allFindings()).isEmpty();
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.files()).hasSizeGreaterThan(1);
    assertThat(verdict.bytesRead()).isPositive();
  }

  /** One file has this finding; the miner passes by its others. */
  private void assertFound(Verdict verdict, VerdictReason reason) {
    String spoiled =
        stack.ledger().committed().keySet().stream()
            .filter(key -> key.contains(verdict.subject().hotkey().address()))
            .sorted()
            .findFirst()
            .orElseThrow();
    for (FileVerdict file : verdict.files()) {
      if (file.key().path().equals(spoiled)) {
        assertThat(reasons(file)).as("%s", file.findings()).contains(reason);
      } else {
        assertThat(file.findings()).isEmpty();
      }
    }
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
  }
}
