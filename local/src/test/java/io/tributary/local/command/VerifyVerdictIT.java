package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.store.S3LakeReader;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.lake.verdict.DrawBasis;
import io.tributary.lake.verdict.FileVerdict;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.Verdict;
import io.tributary.lake.verdict.VerdictCodec;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.chain.EmbeddedChainOptions;
import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import io.tributary.local.s3.EmbeddedS3;
import io.tributary.schemas.ObjectKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Verdicts, prefixes and what happened to them, on a real broker, chain and store. */
class VerifyVerdictIT {

  private static final String MINER = JudgedLake.MINER.hotkey().address();

  @TempDir Path folder;

  private EmbeddedKafka kafka;
  private EmbeddedChain chain;
  private EmbeddedS3 s3;
  private JudgedLake judged;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    Topics.create(kafka.bootstrapServers(), 1, (short) 1);
    chain =
        EmbeddedChain.start(
            new EmbeddedChainOptions(JudgedLake.NETUID, Duration.ZERO, 1), InstantSource.system());
    s3 = EmbeddedS3.start(folder.resolve("s3"), "lake", Clock.systemUTC(), 0);
    judged = new JudgedLake(lake(), kafka.bootstrapServers(), chain);
    AwsBasicCredentials operator = s3.operatorCredentials();
    System.setProperty("aws.accessKeyId", operator.accessKeyId());
    System.setProperty("aws.secretAccessKey", operator.secretAccessKey());
  }

  @AfterEach
  void stop() throws Exception {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    try (AutoCloseable last = kafka;
        AutoCloseable second = chain;
        AutoCloseable first = s3) {
      // Each is closed also when another fails to.
    }
  }

  private Path lake() {
    return folder.resolve("s3/lake");
  }

  @Test
  void honestVerdictsAreTheSameFromAllSources() throws Exception {
    judged.commit(1, ObjectVersion.etag("e1"));
    ObjectKey gone = judged.commit(2, ObjectVersion.etag("e2"));
    Verdict first = judged.judge(1);
    judged.withdraw(gone);
    judged.commit(3, ObjectVersion.etag("e3"));
    Verdict second = judged.judge(2);

    CommandRun one = verify(MINER + "@1", "--lake", lake().toString());
    assertThat(one.out()).contains("0 differ", "files carried over", "PASS");
    assertThat(one.exitCode()).isZero();
    CommandRun two = verify(MINER + "@2", "--lake", lake().toString(), "--json");
    assertThat(two.out())
        .startsWith("{\"hotkey\":\"" + MINER + "\",\"epoch\":2,")
        .contains("\"same\":true")
        .doesNotContain("NOT_CHECKED", "DIFFERS")
        .hasLineCount(1);
    assertThat(two.exitCode()).isZero();
    assertThat(first.files()).isNotEmpty();
    assertThat(second.basis().setFiles()).isEqualTo(2);

    CommandRun others = verify(MINER + "@2", "--validator", MINER);
    assertThat(others.err())
        .isEqualTo("tributary: the topic has no verdict of " + MINER + " in epoch 2\n");

    // From a file, as bytes and as base64, and without any sources.
    Path file = write(second, "verdict");
    assertThat(verify(file.toString()).out())
        .contains("it is the one that was published", "--bucket or --lake says where", "0 differ");
    Path text = folder.resolve("verdict.txt");
    Files.writeString(text, Base64.getEncoder().encodeToString(Files.readAllBytes(file)) + "\n");
    CommandRun bare = CommandRun.of(VerifyCommand::new, text.toString());
    assertThat(bare.out()).contains("signature", "--bootstrap says where", "1 same, 0 differ");
    assertThat(bare.exitCode()).isZero();
  }

  @Test
  void whatWasTamperedWithIsTold() throws Exception {
    judged.commit(1, ObjectVersion.etag("e1"));
    judged.commit(2, ObjectVersion.etag("e2"));
    Verdict verdict = judged.judge(1);
    FileVerdict drawn =
        verdict.files().stream().filter(f -> !f.leaves().isEmpty()).findFirst().orElseThrow();

    List<FileVerdict> fewer = new ArrayList<>(verdict.files());
    fewer.set(
        fewer.indexOf(drawn),
        new FileVerdict(
            drawn.key(),
            drawn.version(),
            drawn.rows(),
            drawn.leaves().subList(1, drawn.leaves().size()),
            drawn.rowDraws(),
            drawn.idScanned(),
            0,
            drawn.bytesRead(),
            drawn.requests(),
            drawn.findings()));
    assertDiffers(
        with(verdict, verdict.basis(), fewer),
        "the validator published another one",
        "file: leaves drawn of " + drawn.key());

    fewer.removeIf(file -> file.key().equals(drawn.key()));
    assertDiffers(
        with(verdict, verdict.basis(), fewer), "drawn, but not in the verdict: " + drawn.key());

    DrawBasis basis = verdict.basis();
    DrawBasis other =
        new DrawBasis(
            Octets.of(new byte[32]),
            basis.seedBlockHash(),
            basis.options(),
            basis.setFiles(),
            basis.setRows(),
            basis.setLeaves());
    assertDiffers(with(verdict, other, verdict.files()), "the verdict rests on " + "00".repeat(32));

    byte[] unsigned = SignedVerdict.sign(verdict, JudgedLake.VALIDATOR).encode();
    unsigned[unsigned.length - 5] ^= 1;
    Path file = Files.write(folder.resolve("unsigned"), unsigned);
    CommandRun run = verify(file.toString());
    assertThat(run.out()).contains("the validator did not sign this");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void filesAreJudgedByTheThresholdsThatTheVerdictStates() throws Exception {
    ContentOptions content = ContentOptions.DEFAULTS;
    judged.judgeBy(
        Thresholds.DEFAULTS.with(
            new ContentOptions(
                content.records(),
                content.horizonSlack(),
                new ShareLimits(500_000, 10_000, 10_000, 100_000, 500_000, 950_000, 100_000, 0),
                content.leastBytesPerRow(),
                4,
                content.leastOracleRows(),
                content.sampledItems())));
    ObjectKey key = judged.commitTwice(1, ObjectVersion.etag("e1"));
    Verdict verdict = judged.judge(1);
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    String lake = lake().toString();
    CommandRun run = verify(MINER + "@1", "--lake", lake);
    assertThat(run.out().lines().skip(1).findFirst())
        .contains(
            "judged by other thresholds than the defaults: most-duplicates = 0.5 (default 0.01), "
                + "least-confirmed = 0 (default 0.8), least-packed-row-bytes = 4 (default 8)");
    assertThat(run.out()).contains("1 others, as the verdict says", " 0 differ");
    assertThat(run.exitCode()).isZero();
    assertThat(verify(MINER + "@1", "--lake", lake, "--json").out())
        .contains("\"otherThresholds\":[\"most-duplicates = 0.5 (default 0.01)\",");

    // By the defaults the same file fails, and no other thresholds hold than those that were
    // signed.
    Verdict byDefaults = with(verdict, Optional.of(Thresholds.DEFAULTS));
    CommandRun other = verify(write(byDefaults, "defaults").toString(), "--lake", lake);
    assertThat(other.out())
        .contains("file " + key + "  differs", "the lake now FAIL [DUPLICATE_ROWS")
        .doesNotContain("judged by other thresholds");
    assertThat(other.exitCode()).isEqualTo(1);
    SignedVerdict tampered =
        new SignedVerdict(
            Octets.of(VerdictCodec.encode(byDefaults)),
            SignedVerdict.sign(verdict, JudgedLake.VALIDATOR).signature());
    Path file = Files.write(folder.resolve("tampered"), tampered.encode());
    CommandRun unsigned = CommandRun.of(VerifyCommand::new, file.toString());
    assertThat(unsigned.out()).contains("the validator did not sign this");
    assertThat(unsigned.exitCode()).isEqualTo(1);
  }

  @Test
  void aLakeThatChangedAfterwardsIsTold() throws Exception {
    ObjectKey one = judged.commit(1, ObjectVersion.etag("e1"));
    ObjectKey two = judged.commit(2, ObjectVersion.etag("e2"));
    judged.judge(1);
    byte[] bytes = Files.readAllBytes(judged.path(one));
    bytes[bytes.length - 1000] ^= 1;
    Files.write(judged.path(one), bytes);
    Files.delete(judged.path(two));

    CommandRun run = verify(MINER + "@1", "--lake", lake().toString());
    assertThat(run.out())
        .contains(
            "file " + one + "  differs",
            "the verdict says PASS, the lake now FAIL [TAIL_ALTERED",
            "file " + two + "  differs",
            "the verdict says PASS, the lake now FAIL [OBJECT_MISSING",
            "2 differ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void onS3TheVersionsThatWereFrozenAreRead() throws Exception {
    ObjectKey key = judged.commit(1, ObjectVersion.NONE);
    StoreOptions store = StoreOptions.compatible(s3.endpoint(), "lake");
    StaticCredentialsProvider operator = StaticCredentialsProvider.create(s3.operatorCredentials());
    try (S3LakeReader reader = new S3LakeReader(store, operator)) {
      judged.pin(key, reader.list("data/").get(0).version());
    }
    judged.judge(1);
    CommandRun same = onS3(MINER + "@1", "--bucket", "lake");
    assertThat(same.out()).contains("1 others, as the verdict says", "0 differ");
    assertThat(same.exitCode()).isZero();

    // The same bytes, but another object than the one that was frozen.
    Files.setLastModifiedTime(judged.path(key), FileTime.fromMillis(1));
    CommandRun replaced = onS3(MINER + "@1", "--bucket", "lake");
    assertThat(replaced.out()).contains("file " + key + "  differs", "FAIL [OBJECT_REPLACED");
    assertThat(replaced.exitCode()).isEqualTo(1);
  }

  @Test
  void everyObjectBelowAPrefixIsChecked() throws Exception {
    ObjectKey one = judged.commit(1, ObjectVersion.etag("e1"));
    judged.commit(2, ObjectVersion.etag("e2"));
    CommandRun good = onS3("s3://lake/data/");
    assertThat(good.out())
        .contains(
            "PASS  s3://lake/" + one, "2 files below s3://lake/data/: 2 pass, 0 fail; 400 rows");
    assertThat(good.exitCode()).isZero();

    Files.writeString(lake().resolve("data/2/stray.txt"), "no file of the lake");
    byte[] bytes = Files.readAllBytes(judged.path(one));
    bytes[100] ^= 1;
    Files.write(judged.path(one), bytes);
    CommandRun bad = onS3("s3://lake/data", "--json");
    assertThat(bad.out().lines().toList())
        .hasSize(3)
        .anyMatch(line -> line.contains("stray.txt") && line.contains("NAME_MALFORMED"))
        .anyMatch(line -> line.contains(one.file()) && line.contains("LEAF_DIGEST"));
    assertThat(bad.exitCode()).isEqualTo(1);

    CommandRun none = onS3("s3://lake/nothing/");
    assertThat(none.err()).isEqualTo("tributary: there is no file below s3://lake/nothing/\n");
    assertThat(none.exitCode()).isEqualTo(1);
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.filter(p -> p.getFileName().toString().startsWith("tributary-verify-")))
          .isEmpty();
    }
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    assertThat(verify(MINER + "@7").err())
        .isEqualTo("tributary: the topic has no verdict of " + MINER + " in epoch 7\n");
    CommandRun wrong = CommandRun.of(VerifyCommand::new, MINER + "@7");
    assertThat(wrong.err()).startsWith(MINER + "@7 names a verdict of the topic: --bootstrap");
    assertThat(wrong.exitCode()).isEqualTo(2);
    CommandRun both =
        CommandRun.of(VerifyCommand::new, "x", "--bucket", "lake", "--lake", folder.toString());
    assertThat(both.err()).startsWith("Say where the lake is by one option only");
    assertThat(both.exitCode()).isEqualTo(2);
  }

  private void assertDiffers(Verdict verdict, String... parts) throws Exception {
    CommandRun run = verify(write(verdict, "tampered").toString(), "--lake", lake().toString());
    assertThat(run.out()).contains(parts);
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private Path write(Verdict verdict, String name) throws Exception {
    return Files.write(
        folder.resolve(name), SignedVerdict.sign(verdict, JudgedLake.VALIDATOR).encode());
  }

  private CommandRun verify(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", kafka.bootstrapServers(), "--chain", chain.uri().toString()));
    return CommandRun.of(VerifyCommand::new, all.toArray(String[]::new));
  }

  private CommandRun onS3(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--s3-endpoint", s3.endpoint().toString()));
    return verify(all.toArray(String[]::new));
  }

  private static Verdict with(Verdict verdict, Optional<Thresholds> thresholds) {
    return new Verdict(
        verdict.subject(),
        verdict.basis(),
        verdict.rules(),
        thresholds,
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        verdict.files());
  }

  private static Verdict with(Verdict verdict, DrawBasis basis, List<FileVerdict> files) {
    return new Verdict(
        verdict.subject(),
        basis,
        verdict.rules(),
        verdict.statedThresholds(),
        verdict.canaryReadable(),
        verdict.counts(),
        verdict.findings(),
        files);
  }
}
