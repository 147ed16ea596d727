package io.tributary.local.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.jobs.ingest.IngestCounts;
import io.tributary.local.kafka.Topics;
import io.tributary.schemas.Reason;
import io.tributary.schemas.avro.Rejection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * One line of a job to which trouble comes: a miner is refused, the store is gone, the job is
 * drained. The steps follow each other, and after each of them every post is in the lake once.
 */
@TestMethodOrder(OrderAnnotation.class)
class TroubleIT {

  private static final PostingMiner ANN = new PostingMiner(1);
  private static final PostingMiner BOB = new PostingMiner(2);
  private static final int SUBTASKS = 2;

  /** More posts than the buffer of one miner and source may hold, which is half of the bound. */
  private static final int TOO_MANY = 400;

  private static final Map<String, String> OPTIONS =
      Map.of(
          "roll-age", "1 s",
          "checkpoint-interval", "1 s",
          "s3-timeout", "2 s",
          "buffer-max-bytes-per-miner", "100 kb");

  @TempDir static Path temporary;
  private static TroubledStack stack;

  /** Refused batches that were sent again, by partition and offset of their refusals. */
  private static final Set<String> SENT_AGAIN = new HashSet<>();

  @BeforeAll
  static void start() throws Exception {
    stack = new TroubledStack(temporary.resolve("demo"), List.of(ANN, BOB));
    stack.submit(OPTIONS, Optional.empty());
  }

  @AfterAll
  static void stop() throws Exception {
    if (stack != null) {
      stack.close();
    }
  }

  private static long blockedRefusals() {
    return stack.ledger().refusedBatchReasons().getOrDefault(Reason.MINER_BLOCKED.name(), 0L);
  }

  /** Sends again what was refused and was not sent again; answers how many batches it was. */
  private static int resendRefused() throws Exception {
    SpecificDatumReader<Rejection> reader = new SpecificDatumReader<>(Rejection.class);
    int sent = 0;
    for (ConsumerRecord<byte[], byte[]> message : stack.published(Topics.REJECTED)) {
      if (SENT_AGAIN.add(message.partition() + "/" + message.offset())) {
        Rejection refusal =
            reader.read(null, DecoderFactory.get().binaryDecoder(message.value(), null));
        assertThat(refusal.getReason()).isEqualTo(Reason.MINER_BLOCKED.name());
        assertThat(refusal.getHotkey()).isEqualTo(BOB.hotkey().address());
        stack.resend(message.key(), refusal.getBatch().array());
        sent++;
      }
    }
    return sent;
  }

  @Test
  @Order(1)
  void aRefusedMinerIsBlockedAndNobodyElse() throws Exception {
    stack.endGrant(BOB);
    stack.send(BOB, TOO_MANY);
    stack.awaitTrue(
        "Bob is blocked",
        () -> {
          stack.send(BOB, 5);
          stack.send(ANN, 5);
          return blockedRefusals() > 0;
        });
    stack.send(ANN, 50);
    stack.awaitTrue(
        "Ann's posts are committed",
        () -> stack.ledger().of(ANN.hotkey().address()).rows() == ANN.ids().size());
    assertThat(stack.ledger().of(BOB.hotkey().address()).rows()).isZero();
    assertThat(stack.audit()).contains("GRANT_EXPIRED");
    stack.awaitTrue("it is told", () -> stack.metric("buffersBlocked") == 1);
    assertThat(stack.metric("storeOutage")).isZero();
    assertThat(stack.blocked()).containsOnlyKeys(BOB.hotkey() + "/1/0");
    assertThat(stack.blocked().get(BOB.hotkey() + "/1/0")).isNotNull();
  }

  @Test
  @Order(2)
  void onceItIsAdmittedAgainAResendBringsTheRest() throws Exception {
    stack.renewGrants();
    stack.awaitTrue(
        "Bob's posts are committed",
        () ->
            resendRefused() == 0
                && stack.ledger().of(BOB.hotkey().address()).rows() == BOB.ids().size());
    assertThat(stack.ledger().refusedBatches()).isEqualTo(blockedRefusals());
    assertThat(stack.blocked().get(BOB.hotkey() + "/1/0")).isNull();
    stack.assertLakeHoldsAllOnce();
  }

  @Test
  @Order(3)
  void whileTheStoreIsGoneBatchesWaitAndNobodyIsRefused() throws Exception {
    long refusals = stack.ledger().refusedBatches();
    stack.setStoreDown(true);
    stack.send(ANN, 10);
    stack.send(BOB, 10);
    stack.awaitTrue(
        "all is read, and reading stops",
        () ->
            stack.metric(IngestCounts.BATCHES) == stack.sent()
                && stack.metric("sourcePaused") == SUBTASKS);
    assertThat(stack.metric("storeOutage")).isPositive();
    long batches = stack.sent();
    long received = stack.metric(IngestCounts.RECEIVED);
    long checkpoints = stack.checkpoints();
    stack.send(ANN, TOO_MANY);
    stack.send(BOB, TOO_MANY);
    stack.awaitTrue(
        "checkpoints go on",
        () -> {
          assertThat(stack.metric("sourcePaused")).isEqualTo(SUBTASKS);
          assertThat(stack.metric(IngestCounts.BATCHES)).isEqualTo(batches);
          assertThat(stack.metric(IngestCounts.RECEIVED)).isEqualTo(received);
          assertThat(stack.metric("buffersBlocked")).isZero();
          return stack.checkpoints() >= checkpoints + 5;
        });
    stack.setStoreDown(false);
    stack.awaitAllCommitted();
    assertThat(stack.ledger().refusedBatches()).isEqualTo(refusals);
    assertThat(stack.ledger().parkings()).isZero();
    assertThat(stack.blocked().get(BOB.hotkey() + "/1/0")).isNull();
    assertThat(stack.blocked()).doesNotContainKey(ANN.hotkey() + "/1/0");
    stack.awaitTrue("it is told", () -> stack.metric("sourcePaused") == 0);
  }

  @Test
  @Order(4)
  void aDrainLeavesNoRowBehind() throws Exception {
    Map<String, String> options = new HashMap<>(OPTIONS);
    options.put("roll-age", "1 h");
    stack.submit(options, Optional.of(stack.stop()));
    long before = stack.ledger().rows();
    stack.send(ANN, 30);
    stack.send(BOB, 30);
    stack.awaitTrue("the posts are in buffers", () -> stack.metric("rowsIn") == before + 60);
    assertThat(stack.ledger().rows()).isEqualTo(before);
    String savepoint = stack.drain();
    stack.ledger().catchUp(TroubledStack.PATIENCE, (read, all) -> {});
    stack.assertLakeHoldsAllOnce();

    stack.submit(OPTIONS, Optional.of(savepoint));
    List<byte[]> sent = ANN.batches();
    stack.send(ANN, 20);
    stack.resend(ANN, sent.get(sent.size() - 1));
    stack.send(BOB, 20);
    stack.awaitAllCommitted();
    stack.stop();
    stack.ledger().catchUp(TroubledStack.PATIENCE, (read, all) -> {});
    stack.assertLakeHoldsAllOnce();
  }
}
