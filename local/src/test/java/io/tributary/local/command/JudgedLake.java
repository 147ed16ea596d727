package io.tributary.local.command;

import io.tributary.hotkey.access.KnownRevocations;
import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.hotkey.chain.RpcLimits;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.challenge.ChallengeOptions;
import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.challenge.ChallengeTask;
import io.tributary.lake.challenge.FileChallenge;
import io.tributary.lake.challenge.FolderRangeSource;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.MinerContent;
import io.tributary.lake.draw.DrawOptions;
import io.tributary.lake.draw.Sample;
import io.tributary.lake.draw.Sampler;
import io.tributary.lake.draw.Seed;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.epoch.FrozenFile;
import io.tributary.lake.epoch.FrozenSet;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.epoch.RevocationList;
import io.tributary.lake.epoch.SignedFreeze;
import io.tributary.lake.epoch.VersionsToState;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.lake.parquet.LakeFileEncoder;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.proof.FileManifests;
import io.tributary.lake.proof.SignedManifest;
import io.tributary.lake.set.SetMember;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.Evidence;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.Judge;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictRules;
import io.tributary.lake.verdict.VerdictSubject;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.kafka.Topics;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A miner's files in a folder and on topics, and a validator that judges them. */
final class JudgedLake {

  static final String AUDIENCE = "tributary-test";
  static final int NETUID = 13;
  static final EpochSchedule SCHEDULE = new EpochSchedule(6, 3);
  static final LocalSigner MINER = signer(1);
  static final LocalSigner VALIDATOR = signer(9);
  private static final DrawOptions DRAWS = new DrawOptions(990_000, 500_000, 10, 1, 1);

  private final Path folder;
  private final String bootstrap;
  private final EmbeddedChain chain;
  private final Instant sealed = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
  private final Map<String, Committed> committed = new LinkedHashMap<>();
  private long messages;
  private Thresholds thresholds = Thresholds.DEFAULTS;
  private Optional<Verdict> before = Optional.empty();

  /** A file, its object, and when its message was appended. */
  private record Committed(CommittedFile file, ObjectVersion version, Instant appendedAt) {}

  JudgedLake(Path folder, String bootstrap, EmbeddedChain chain) {
    this.folder = folder;
    this.bootstrap = bootstrap;
    this.chain = chain;
  }

  static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  /** Where a file lies. */
  Path path(ObjectKey key) {
    return folder.resolve(key.path());
  }

  /** Writes a file of honest posts that no other seed gives, and says so on the topic. */
  ObjectKey commit(int seed, ObjectVersion version) throws Exception {
    return commit(seed, version, HonestTweets.of(200, seed, sealed));
  }

  /** The same, with each of the posts twice. */
  ObjectKey commitTwice(int seed, ObjectVersion version) throws Exception {
    List<byte[]> rows = new ArrayList<>(HonestTweets.of(100, seed, sealed));
    rows.addAll(List.copyOf(rows));
    return commit(seed, version, rows);
  }

  private ObjectKey commit(int seed, ObjectVersion version, List<byte[]> rows) throws Exception {
    EncodedFile encoded;
    Path spool = folder.resolveSibling("spool-" + seed);
    try (LakeFileEncoder encoder = new LakeFileEncoder(EncoderOptions.DEFAULTS)) {
      encoder.start(SourceId.X, spool, rows.size());
      for (byte[] row : rows) {
        encoder.append(row);
      }
      encoded = encoder.finish();
    }
    ObjectKey key = FileManifests.keyOf(encoded, MINER.hotkey(), sealed);
    Files.createDirectories(path(key).getParent());
    Files.move(spool, path(key));
    SignedManifest manifest =
        FileManifests.sign(AUDIENCE, NETUID, key, encoded, MINER, Optional.empty(), sealed);
    CommittedFile file =
        new CommittedFile(
            "lake", key, Octets.of(manifest.encode()), AUDIENCE, 1, sealed.plusSeconds(1), 1, 0);
    Instant at = send(Topics.COMMITTED, key.path(), file.encode());
    committed.put(key.path(), new Committed(file, version, at));
    messages++;
    return key;
  }

  /** What the validator's listing shows of a file. */
  void pin(ObjectKey key, ObjectVersion version) {
    committed.computeIfPresent(
        key.path(), (path, one) -> new Committed(one.file(), version, one.appendedAt()));
  }

  /** Says on the topic that a file is withdrawn. */
  void withdraw(ObjectKey key) throws Exception {
    CommittedFile file = committed.remove(key.path()).file();
    send(Topics.COMMITTED, key.path(), file.withdrawn(9).encode());
    messages++;
  }

  /** By what the validator judges from now on. */
  void judgeBy(Thresholds other) {
    thresholds = other;
  }

  /** Freezes at an epoch's block, draws when the next blocks are there, judges and publishes. */
  Verdict judge(long epoch) throws Exception {
    blocksTo(SCHEDULE.freezeBlock(epoch));
    List<FrozenFile> files = new ArrayList<>();
    VersionsToState versions = new VersionsToState();
    for (Committed one : committed.values()) {
      FrozenFile file = SetMember.of(one.file(), AUDIENCE, NETUID).file().orElseThrow();
      files.add(file.with(one.version()));
      versions.add(file.key(), one.version());
    }
    FrozenSet set = FrozenSet.of(MINER.hotkey(), files);
    CarriedOver carried = before.map(Verdict::carriedOver).orElse(CarriedOver.NONE).in(set);
    Freeze freeze =
        Freeze.of(
                new Freeze.Occasion(
                    AUDIENCE,
                    NETUID,
                    SCHEDULE,
                    epoch,
                    hash(SCHEDULE.freezeBlock(epoch)),
                    VALIDATOR.hotkey()),
                set,
                RevocationList.EMPTY,
                carried)
            .with(versions.basis(messages, Instant.EPOCH));
    String miner = MINER.hotkey().address();
    send(Topics.FREEZES, miner, SignedFreeze.sign(freeze, VALIDATOR).encode());
    blocksTo(SCHEDULE.seedBlock(epoch));
    BlockHash seed = hash(SCHEDULE.seedBlock(epoch));
    Sample sample = new Sampler(DRAWS).draw(Seed.of(freeze, seed), set, carried);
    Verdict verdict =
        new Judge(VerdictRules.DEFAULTS, thresholds)
            .judge(
                VerdictSubject.of(freeze, VALIDATOR.hotkey()),
                DrawBasis.of(freeze, seed, DRAWS),
                set,
                sample,
                carried,
                evidence(set, sample, seed));
    publish(verdict);
    before = Optional.of(verdict);
    return verdict;
  }

  private Evidence evidence(FrozenSet set, Sample sample, BlockHash seed) {
    ItemSalt salt = ItemSalt.of(seed);
    ChallengeOptions options = ChallengeOptions.DEFAULTS.withThresholds(thresholds);
    FileChallenge challenge =
        new FileChallenge(new FolderRangeSource(folder), options, salt, System::nanoTime);
    MinerContent content = new MinerContent(thresholds.content(), salt);
    List<FileResult> results = new ArrayList<>();
    for (int index : sample.files()) {
      Committed one = committed.get(set.file(index).key().path());
      ChallengeTask.Statement statement =
          new ChallengeTask.Statement(
              AUDIENCE, NETUID, one.file().manifest(), one.appendedAt(), KnownRevocations.empty());
      ChallengeTask task = ChallengeTask.of(set, sample, index, statement);
      ChallengeResult result =
          challenge.run(
              new ChallengeTask(
                  index,
                  task.file().with(ObjectVersion.NONE),
                  statement,
                  task.leaves(),
                  task.rows(),
                  task.scansIds()));
      content.add(result.tally(), result.items());
      results.add(result.file());
    }
    return new Evidence(true, content.findings(), results, content.counts());
  }

  void publish(Verdict verdict) throws Exception {
    send(
        Topics.VERDICTS, MINER.hotkey().address(), SignedVerdict.sign(verdict, VALIDATOR).encode());
  }

  private void blocksTo(long number) {
    while (chain.finalizedNumber() < number) {
      chain.makeBlock();
    }
  }

  private BlockHash hash(long number) throws Exception {
    ChainEndpoint endpoint = ChainEndpoint.parse(chain.uri().toString());
    return new ChainClient(List.of(endpoint), RpcLimits.DEFAULT).blockHash(number).orElseThrow();
  }

  private Instant send(String topic, String key, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "max.request.size", "9437184"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      return Instant.ofEpochMilli(
          producer.send(new ProducerRecord<>(topic, bytes, value)).get().timestamp());
    }
  }
}
