package io.tributary.local.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.SessionGrants;
import io.tributary.hotkey.batch.BatchLimits;
import io.tributary.hotkey.batch.VerifiedBatch;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FeederTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final LocalSigner MINER = LocalSigner.fromMiniSecret(new byte[32]);
  private static final LocalSigner SESSION = LocalSigner.generate(new SecureRandom());

  @TempDir Path directory;
  private MinerStore store;
  private final MemoryOutput output = new MemoryOutput(NOW);
  private final List<String> problems = new ArrayList<>();
  private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private BatchLimits limits = new BatchLimits(4 << 20, 20_000, 8 << 20, 100);

  @BeforeEach
  void open() throws Exception {
    store = MinerStore.in(directory);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void everyRowIsSentOnceHoweverManyShareASecond() throws Exception {
    store.fill(0, 5_500);
    FeedSummary summary = feed();

    assertThat(output.uris()).doesNotHaveDuplicates().hasSize(5_500);
    assertThat(summary.rowsRead()).isEqualTo(5_500);
    assertThat(summary.recordsSent()).isEqualTo(5_500);
    assertThat(summary.batchesSent()).isEqualTo(output.batches.size()).isGreaterThan(50);
    assertThat(summary.isComplete()).isTrue();

    output.forget();
    assertThat(feed().recordsSent()).isZero();
    assertThat(output.records).isEmpty();
  }

  @Test
  void lateRowsWithOldDatesAndReplacedRowsAreFound() throws Exception {
    store.fill(100, 400);
    try (Feeder feeder = feeder(store())) {
      feeder.runOnce();
      output.forget();
      store.put("a-first", "2020-01-01 00:00:00+00:00", null, new byte[] {1});
      store.put("u200", "newer content");
      store.run("DELETE FROM DataEntity WHERE uri = 'u300'");
      feeder.runOnce();
      assertThat(output.uris()).containsExactly("a-first", "u200");
      output.forget();
      feeder.runOnce();
      assertThat(output.records).isEmpty();
      assertThat(feeder.summary().rowsRead()).isEqualTo(600);
    }
  }

  @Test
  void rowsGoThroughAsTheyAre() throws Exception {
    store.put("text", MinerStore.DATETIME, "NULL", "as text ü");
    store.put("nolabel", "someday", null, new byte[] {0, -1});
    store.put("number", MinerStore.DATETIME, 5, 17);
    store.put("blob".getBytes(StandardCharsets.UTF_8), MinerStore.DATETIME, "#Ä", new byte[0]);
    store.put("invalid\u0000uri", MinerStore.DATETIME, "x", new byte[1]);
    store.run(
        "INSERT INTO DataEntity VALUES (CAST(x'ff41' AS TEXT), 7, 1, 'X', 'l', x'00', 'many')");
    feed();

    assertThat(output.records)
        .hasSize(6)
        .contains(
            row("text", MinerStore.DATETIME, "NULL", "as text ü".getBytes(StandardCharsets.UTF_8)),
            row("number", MinerStore.DATETIME, "5", new byte[] {'1', '7'}),
            row("blob", MinerStore.DATETIME, "#Ä", new byte[0]),
            row("nolabel", "someday", null, new byte[] {0, -1}));
    MinerRecord odd =
        output.records.stream().filter(r -> "X".equals(r.getSource())).findFirst().orElseThrow();
    assertThat(odd.getUri()).isEqualTo("\uFFFDA");
    assertThat(odd.getDatetime()).isEqualTo("7");
    assertThat(odd.getContentSizeBytes()).isNull();
  }

  @Test
  void aTableWithRowIdsAndNullKeysIsFedToo() throws Exception {
    Path file = directory.resolve("other.sqlite");
    try (MinerStore other = new MinerStore(file, "")) {
      other.fill(0, 2_500);
      other.put(null, MinerStore.DATETIME, null, new byte[] {1});
      other.put(null, MinerStore.DATETIME, null, new byte[] {2});
      try (Feeder feeder = feeder(options().store(file))) {
        assertThat(feeder.runOnce().recordsSent()).isEqualTo(2_502);
        other.put("u7", "newer");
        assertThat(feeder.runOnce().recordsSent()).isEqualTo(2_503);
      }
    }
  }

  @Test
  void pagesInAnyOrderOfKeysMissNothing() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 4_500; i++) {
      byte[] uri = new byte[1 + random.nextInt(3)];
      random.nextBytes(uri);
      store.run(
          "REPLACE INTO DataEntity VALUES (CAST(x'"
              + java.util.HexFormat.of().formatHex(uri)
              + "' AS "
              + (random.nextBoolean() ? "TEXT" : "BLOB")
              + "), 'd', 1, 2, 'l', x'00', 1)");
    }
    long rows = feed().rowsRead();
    assertThat(rows).isGreaterThan(2_500);
    assertThat(output.records).hasSize((int) rows);
  }

  @Test
  void theMinerWritesWhileItIsRead() throws Exception {
    store.fill(0, 3_000);
    CountDownLatch started = new CountDownLatch(1);
    output.beforeEach = started::countDown;
    CompletableFuture<Void> miner =
        CompletableFuture.runAsync(
            () -> {
              try {
                started.await();
                for (int i = 3_000; i < 4_000; i++) {
                  store.put("u" + i, "content");
                  store.put("u" + (i - 3_000), "replaced");
                }
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    try (Feeder feeder = feeder(store())) {
      feeder.runOnce();
      miner.get(40, TimeUnit.SECONDS);
      feeder.runOnce();
    }
    assertThat(output.uris()).contains("u0", "u3999");
    assertThat(output.uris().stream().distinct()).hasSize(4_000);
    assertThat(
            output.records.stream()
                .filter(r -> r.getContent().equals(bytes("replaced")))
                .map(MinerRecord::getUri)
                .distinct())
        .hasSize(1_000);
  }

  @Test
  void aCrashBetweenSendingAndNotingSendsAgainWithOtherCounters() throws Exception {
    store.fill(0, 1_000);
    output.storeButFailAfter(4);
    assertThatThrownBy(this::feed)
        .isInstanceOf(FeedException.class)
        .hasMessage("the answer was lost");
    int storedBefore = output.records.size();
    assertThat(storedBefore).isGreaterThan(400);

    output.storeButFailAfter(Integer.MAX_VALUE);
    FeedSummary summary = feed();
    assertThat(summary.recordsSent()).isEqualTo(600);
    assertThat(output.uris().stream().distinct()).hasSize(1_000);
    assertThat(output.batches.stream().map(VerifiedBatch::stream).distinct()).hasSize(1);
    assertThat(feed().recordsSent()).isZero();
  }

  @Test
  void theSameFeederGoesOnAfterAFailure() throws Exception {
    store.fill(0, 300);
    try (Feeder feeder = feeder(store())) {
      output.storeButFailAfter(0);
      assertThatThrownBy(feeder::runOnce)
          .isInstanceOf(FeedException.class)
          .hasMessage("the answer was lost");
      output.storeButFailAfter(Integer.MAX_VALUE);
      assertThat(feeder.runOnce().recordsSent()).isEqualTo(300);
    }
  }

  @Test
  void whatNoBatchOrTopicHoldsIsToldOnceAndTheRestIsSent() throws Exception {
    limits = new BatchLimits(200_000, 20_000, 300_000, 100);
    store.fill(0, 10);
    store.put("over-batch", MinerStore.DATETIME, null, new byte[400_000]);
    store.put("over-message", MinerStore.DATETIME, null, noise(250_000));
    store.put("over-topic", MinerStore.DATETIME, null, noise(150_000));
    output.refuseAbove(100_000);
    try (Feeder feeder = feeder(store())) {
      feeder.runOnce();
      store.put("u10", "one more");
      FeedSummary summary = feeder.runOnce();
      assertThat(summary.recordsSent()).isEqualTo(11);
      assertThat(summary.unsendable()).isEqualTo(3);
      assertThat(summary.isComplete()).isFalse();
    }
    assertThat(problems)
        .hasSize(3)
        .anyMatch(p -> p.contains("over-batch") && p.contains("400000 bytes"))
        .anyMatch(p -> p.contains("over-message") && p.contains("200000"))
        .anyMatch(p -> p.contains("over-topic") && p.contains("too large here"));
  }

  @Test
  void entriesOfDeletedRowsAreForgottenAndOthersKept() throws Exception {
    store.fill(0, 50);
    feed();
    store.run("DELETE FROM DataEntity WHERE uri = 'u7'");
    for (int day : new int[] {5, 10, 15, 20}) {
      clock = Clock.fixed(NOW.plus(Duration.ofDays(day)), ZoneOffset.UTC);
      output.forget();
      assertThat(feed().recordsSent()).isZero();
    }
    try (SentLog log =
        SentLog.open(
            options().store(store.file).build().stateDirectory().resolve("sent.sqlite"),
            options().store(store.file).build().destination(),
            new SecureRandom())) {
      assertThat(log.size()).isEqualTo(49);
    }
  }

  @Test
  void aStateDirectoryServesOneFeederAndOneDestination() throws Exception {
    store.fill(0, 1);
    try (Feeder first = feeder(store())) {
      assertThat(first.summary().rowsRead()).isZero();
      assertThatThrownBy(() -> feeder(store()))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("another feeder is using");
    }
    assertThatThrownBy(() -> feeder(store().topic("elsewhere")))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("choose another --state directory");
  }

  @Test
  void followSeesNewRowsAndEndsWhenClosed() throws Exception {
    store.fill(0, 10);
    Feeder feeder = feeder(store());
    CompletableFuture<FeedSummary> end =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return feeder.follow();
              } catch (FeedException e) {
                throw new AssertionError(e);
              }
            });
    await(feeder, 10);
    store.put("later", "content");
    await(feeder, 11);
    feeder.close();
    assertThat(end.get(20, TimeUnit.SECONDS).recordsSent()).isEqualTo(11);
  }

  @Test
  void jsonLinesAreSentEachAndOddOnesReported() throws Exception {
    Path file = directory.resolve("data.jsonl");
    String line = "{\"uri\":\"u\",\"datetime\":\"d\",\"source\":2,\"label\":null,";
    Files.writeString(
        file,
        "\uFEFF"
            + line
            + "\"content\":\"{\\\"a\\\": \\\"ü\\\"}\",\"content_size_bytes\":11}\r\n"
            + "\n{\"source\":\"X\",\"uri\":\"a\\ud800\"}\nnot json\n[1]\n"
            + "{\"uri\":\"twice\"}\n{\"uri\":\"twice\"}\n{} x\n{\"uri\":\"end\"}");
    try (Feeder feeder = feeder(options().jsonLines(file))) {
      FeedSummary summary = feeder.runOnce();
      assertThat(summary.recordsSent()).isEqualTo(5);
      assertThat(summary.unreadable()).isEqualTo(3);
      assertThat(summary.rowsRead()).isEqualTo(8);
      Files.writeString(file, "\n{\"uri\":\"appended\"}\n", StandardOpenOption.APPEND);
      feeder.runOnce();
    }
    assertThat(problems)
        .containsExactly(
            "line 4 of " + file + " is not a JSON object",
            "line 5 of " + file + " is not a JSON object",
            "line 8 of " + file + " is not a JSON object");
    assertThat(output.uris()).containsExactly("u", "a\uFFFD", "twice", "twice", "end", "appended");
    MinerRecord first = output.records.get(0);
    assertThat(first.getSource()).isEqualTo("2");
    assertThat(first.getLabel()).isNull();
    assertThat(first.getContent()).isEqualTo(bytes("{\"a\": \"ü\"}"));
    assertThat(first.getContentSizeBytes()).isEqualTo(11);

    output.forget();
    try (Feeder again = feeder(options().jsonLines(file))) {
      assertThat(again.runOnce().recordsSent()).isZero();
    }
  }

  @Test
  void aSessionKeyFeedsUnderAGrantForBatches() throws Exception {
    store.fill(0, 10);
    try (Feeder feeder = feeder(store().grant(grant(MINER, Purpose.BATCH, 1)), SESSION)) {
      assertThat(feeder.runOnce().recordsSent()).isEqualTo(10);
    }
    assertThat(output.batches)
        .allSatisfy(
            batch -> {
              assertThat(batch.hotkey()).isEqualTo(MINER.hotkey());
              assertThat(batch.signingKey()).isEqualTo(SESSION.publicKey());
            });
  }

  @Test
  void aGrantThatWillBeRefusedIsToldOfBeforeAnythingIsSent() throws Exception {
    store.fill(0, 10);
    refused(grant(MINER, Purpose.ACCESS, 1), SESSION, "WRONG_PURPOSE: for ACCESS, not BATCH");
    refused(grant(MINER, Purpose.BATCH, 0), SESSION, "EXPIRED: ended at 2026-11-22T12:00:00Z");
    refused(grant(SESSION, Purpose.BATCH, 1), SESSION, "SIGNATURE_INVALID");
    LocalSigner other = LocalSigner.generate(new SecureRandom());
    refused(grant(MINER, Purpose.BATCH, 1), other, "WRONG_SESSION_KEY");
    refused(new byte[] {1, 2, 3}, SESSION, "the grant is no signed grant");
    assertThat(output.batches).isEmpty();
  }

  @Test
  void aGrantThatEndsMeanwhileStopsTheFeeder() throws Exception {
    store.fill(0, 10);
    try (Feeder feeder = feeder(store().grant(grant(MINER, Purpose.BATCH, 1)), SESSION)) {
      feeder.runOnce();
    }
    store.fill(10, 10);
    MovingClock moving = new MovingClock();
    clock = moving;
    try (Feeder feeder = feeder(store().grant(grant(MINER, Purpose.BATCH, 1)), SESSION)) {
      moving.now = NOW.plus(Duration.ofDays(1));
      assertThatThrownBy(feeder::runOnce)
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("the grant does not let this key send batches now: EXPIRED");
    }
    assertThat(output.records).hasSize(10);
  }

  private static final class MovingClock extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private void refused(byte[] grant, LocalSigner signer, String message) {
    assertThatThrownBy(() -> feeder(store().grant(grant), signer))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining(message);
  }

  /** A grant for the session key, ending so many days from now. */
  private static byte[] grant(LocalSigner by, Purpose purpose, int days) {
    LocalSigner to = by == SESSION ? MINER : SESSION;
    return SessionGrants.issue(
            by,
            FeedOptions.DEFAULT_AUDIENCE,
            FeedOptions.DEFAULT_NETUID,
            to.publicKey(),
            purpose,
            Set.of(SourceId.X),
            NOW.minus(Duration.ofDays(2)),
            NOW.plus(Duration.ofDays(days)),
            new Random(1))
        .encode();
  }

  private FeedSummary feed() throws FeedException {
    try (Feeder feeder = feeder(store())) {
      return feeder.runOnce();
    }
  }

  private FeedOptions.Builder options() {
    return FeedOptions.builder(MINER.hotkey()).limits(limits).pollEvery(Duration.ofMillis(20));
  }

  private FeedOptions.Builder store() {
    return options().store(store.file);
  }

  private Feeder feeder(FeedOptions.Builder options) throws FeedException {
    return feeder(options, MINER);
  }

  private Feeder feeder(FeedOptions.Builder options, LocalSigner signer) throws FeedException {
    FeedProgress progress =
        new FeedProgress() {
          @Override
          public void onProgress(FeedSummary soFar) {
            assertThat(soFar.recordsSent()).isGreaterThanOrEqualTo(0);
          }

          @Override
          public void onProblem(String problem) {
            problems.add(problem);
          }
        };
    return new Feeder(options.build(), signer, progress, output, clock, new SecureRandom());
  }

  private static void await(Feeder feeder, long sent) {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> feeder.summary().recordsSent() >= sent);
  }

  private static MinerRecord row(String uri, String datetime, String label, byte[] content) {
    long size = content.length == 2 || content.length == 0 ? content.length : 0;
    if ("number".equals(uri) || "text".equals(uri)) {
      size = 0;
    }
    return new MinerRecord(uri, datetime, "2", label, java.nio.ByteBuffer.wrap(content), size);
  }

  private static java.nio.ByteBuffer bytes(String text) {
    return java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(length).nextBytes(noise);
    return noise;
  }
}
