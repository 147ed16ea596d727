package io.tributary.jobs.ingest;

import static io.tributary.jobs.ingest.Miners.ANN;
import static io.tributary.jobs.ingest.Miners.BOB;
import static io.tributary.jobs.ingest.Miners.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.MinerRow;
import io.tributary.connectors.types.CodecTypeInfo;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.DuplicateRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicateFunctionTest {

  private static final byte[] ROW = {1, 2, 3};

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFirstIsKeptAndLosersAreNamed(boolean rocksDb) throws Exception {
    try (DedupHarness harness = DedupHarness.open(rocksDb)) {
      harness.process(row(ANN, 1, NOW));
      harness.process(row(BOB, 1, NOW.plusSeconds(1)));
      harness.process(row(ANN, 1, NOW.plusSeconds(2)));
      harness.process(row(BOB, 2, NOW));
      assertThat(harness.rows()).containsExactly(row(ANN, 1, NOW).row(), row(BOB, 2, NOW).row());
      List<DuplicateRecord> losers = harness.duplicates();
      assertThat(losers)
          .extracting(DuplicateRecord::getLoser)
          .containsExactly(BOB.hotkey().address(), ANN.hotkey().address());
      DuplicateRecord first = losers.get(0);
      assertThat(first.getOwner()).isEqualTo(ANN.hotkey().address());
      assertThat(first.getKey().bytes()).isEqualTo(key(1).toBytes());
      assertThat(first.getSource()).isEqualTo(SourceId.REDDIT.code());
      assertThat(first.getTopic()).isEqualTo(Miners.TOPIC);
      assertThat(first.getPartition()).isEqualTo(3);
      assertThat(first.getOffset()).isEqualTo(77);
      assertThat(first.getIndex()).isEqualTo(5);
      assertThat(first.getAppendTimeMillis()).isEqualTo(NOW.plusSeconds(1).toEpochMilli());
      assertThat(Counts.of(harness.harness)).isEqualTo(counts(2, 2));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOwnerIsKnownAsLongAsACopyCanPassTheChecks(boolean rocksDb) throws Exception {
    Duration life = Miners.RULES.keyTimeToLive();
    assertThat(life).isEqualTo(Duration.ofDays(30 + 7 + 1).plusMinutes(5));
    try (DedupHarness harness = DedupHarness.open(rocksDb)) {
      harness.process(row(ANN, 1, NOW));
      Instant last = NOW.plus(life).minusMillis(1);
      harness.setTime(last);
      harness.process(row(BOB, 1, last));
      assertThat(harness.duplicates()).hasSize(1);
      harness.setTime(last.plusMillis(1));
      harness.process(row(BOB, 1, last));
      assertThat(harness.rows()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stateEmptiesAfterThat(boolean rocksDb) throws Exception {
    try (DedupHarness harness = DedupHarness.open(rocksDb)) {
      for (int i = 0; i < 500; i++) {
        harness.process(row(ANN, i, NOW));
      }
      assertThat(harness.stateEntries()).isEqualTo(500);
      Instant later = NOW.plus(Miners.RULES.keyTimeToLive());
      harness.setTime(later);
      if (harness.backend() instanceof RocksDBKeyedStateBackend<?> rocks) {
        harness.harness.snapshot(1, 1);
        rocks.compactState(new ValueStateDescriptor<>("owner", CodecTypeInfo.of(new OwnerCodec())));
        assertThat(harness.stateEntries()).isZero();
      } else {
        // The heap's cleaner looks at a few entries with each access.
        for (int i = 0; i < 500; i++) {
          harness.process(row(ANN, 10_000, later));
        }
        assertThat(harness.stateEntries()).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ownersAndCountsOutliveRescaling(boolean rocksDb) throws Exception {
    OperatorSubtaskState snapshot;
    try (DedupHarness one = DedupHarness.open(rocksDb)) {
      for (int i = 0; i < 100; i++) {
        one.process(row(ANN, i, NOW));
      }
      one.process(row(BOB, 0, NOW));
      snapshot = one.harness.snapshot(1, 1);
    }
    List<OperatorSubtaskState> parts = new ArrayList<>();
    Map<String, Long> sums = new HashMap<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorSubtaskState share =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              snapshot, DedupHarness.MAX_PARALLELISM, 1, 2, subtask);
      try (DedupHarness half = new DedupHarness(rocksDb, 2, subtask).open(share)) {
        int sent = 0;
        for (int i = 0; i < 100; i++) {
          if (subtaskOf(i) == subtask) {
            half.process(row(BOB, i, NOW));
            sent++;
          }
        }
        assertThat(sent).isPositive();
        assertThat(half.rows()).isEmpty();
        assertThat(half.duplicates()).hasSize(sent);
        Counts.of(half.harness).forEach((name, count) -> sums.merge(name, count, Long::sum));
        parts.add(half.harness.snapshot(2, 2));
      }
    }
    assertThat(sums).isEqualTo(counts(100, 101));
    OperatorSubtaskState together =
        AbstractStreamOperatorTestHarness.repackageState(
            parts.toArray(new OperatorSubtaskState[0]));
    try (DedupHarness one = new DedupHarness(rocksDb, 1, 0).open(together)) {
      assertThat(Counts.of(one.harness)).isEqualTo(counts(100, 101));
      one.process(row(BOB, 7, NOW));
      assertThat(one.rows()).isEmpty();
    }
  }

  @Test
  void aClockThatIsFarOffStopsTheTask() throws Exception {
    try (DedupHarness harness = DedupHarness.open(false)) {
      assertThatThrownBy(() -> harness.process(row(ANN, 1, NOW.plus(Duration.ofHours(13)))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("clock is PT13H behind the broker's");
      assertThatThrownBy(() -> harness.process(row(ANN, 1, NOW.minus(Duration.ofDays(8)))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("appended PT192H ago by this machine's clock")
          .hasMessageContaining("longest lag of PT168H");
      assertThat(harness.stateEntries()).isZero();
    }
  }

  private static int subtaskOf(int item) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        key(item), DedupHarness.MAX_PARALLELISM, 2);
  }

  private static Map<String, Long> counts(long accepted, long duplicate) {
    return Map.of(IngestCounts.ACCEPTED, accepted, IngestCounts.DUPLICATE, duplicate);
  }

  private static ItemKey key(int item) {
    return ItemKey.of("reddit:t3_" + item);
  }

  private static CheckedRow row(LocalSigner miner, int item, Instant appendTime) {
    return new CheckedRow(
        key(item),
        new MinerRow(SourceId.REDDIT, miner.hotkey(), ROW),
        new RecordPosition(Miners.TOPIC, 3, 77, 5, appendTime.toEpochMilli()));
  }
}
