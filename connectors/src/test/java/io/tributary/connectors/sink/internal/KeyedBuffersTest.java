package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.sink.BufferKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class KeyedBuffersTest {

  private static final BufferKey ANN = SinkRows.key(1);
  private static final BufferKey BOB = SinkRows.key(2);
  private static final int BLOCK = 1024;

  /** What an open buffer costs before it has rows: its first block and what is beside it. */
  private static final long EMPTY_BUFFER = 1024 + 512;

  private final KeyedStates states = new KeyedStates();
  private final List<BufferKey> opened = new ArrayList<>();

  private KeyedBuffers buffers(long heapBudget) {
    return buffers(BLOCK, heapBudget);
  }

  private KeyedBuffers buffers(int blockBytes, long heapBudget) {
    return new KeyedBuffers(
        states.metaState(), states.blockState(), states::setCurrentKey, blockBytes, heapBudget);
  }

  private Generation append(KeyedBuffers buffers, BufferKey key, String row) throws Exception {
    return buffers.append(key, row.getBytes(StandardCharsets.UTF_8), 5, this::due);
  }

  private long due(BufferKey key) {
    opened.add(key);
    return 77;
  }

  private static List<String> rows(KeyedBuffers buffers, BufferKey key, Generation generation)
      throws Exception {
    List<String> rows = new ArrayList<>();
    buffers.read(
        key,
        generation,
        (bytes, offset, length) ->
            rows.add(new String(bytes, offset, length, StandardCharsets.UTF_8)));
    return rows;
  }

  @Test
  void aGenerationCountsItsRowsAndIsOpenedOnce() throws Exception {
    KeyedBuffers buffers = buffers(1 << 20);
    assertThat(append(buffers, ANN, "one")).isEqualTo(new Generation(0, 0, 1, 4, 5, 0));
    assertThat(append(buffers, ANN, "three")).isEqualTo(new Generation(0, 0, 2, 10, 5, 0));
    assertThat(opened).containsExactly(ANN);
    assertThat(buffers.meta(ANN).dueAtMillis()).isEqualTo(77);
    buffers.seal(ANN, 9);
    Generation sealed = buffers.meta(ANN).sealed().get(0);
    assertThat(sealed).isEqualTo(new Generation(0, 1, 2, 10, 5, 9));
    assertThat(buffers.meta(ANN).sealedBytes()).isEqualTo(10);
    assertThat(rows(buffers, ANN, sealed)).containsExactly("one", "three");
    assertThat(append(buffers, ANN, "x").number()).isEqualTo(1);
    assertThat(opened).containsExactly(ANN, ANN);
  }

  @Test
  void aBlockGoesIntoStateWhenItIsFull() throws Exception {
    KeyedBuffers buffers = buffers(1 << 20);
    append(buffers, ANN, "x".repeat(BLOCK - 3));
    assertThat(states.blockCount()).isZero();
    append(buffers, ANN, "y");
    assertThat(states.blockCount()).isEqualTo(1);
    assertThat(buffers.heapBytes()).isEqualTo(EMPTY_BUFFER);
  }

  @Test
  void theLargestBuffersLeaveTheHeapUntilAQuarterOfTheBudgetIsFree() throws Exception {
    KeyedBuffers buffers = buffers(4 * BLOCK, 8 * EMPTY_BUFFER);
    for (int i = 1; i <= 7; i++) {
      append(buffers, SinkRows.key(i), "a");
    }
    append(buffers, SinkRows.key(4), "-".repeat(1_500));
    assertThat(states.blockCount()).isZero();
    append(buffers, SinkRows.key(8), "c");
    assertThat(states.blocks.get(SinkRows.key(4))).as("the largest").hasSize(1);
    assertThat(states.blocks.get(ANN)).as("then the first").hasSize(1);
    assertThat(states.blockCount()).isEqualTo(2);
    assertThat(states.currentKey()).as("the key of the row stays").isEqualTo(SinkRows.key(8));
    assertThat(buffers.heapBytes()).isEqualTo(6 * EMPTY_BUFFER);
  }

  @Test
  void aSnapshotHoldsEveryRowAndAnotherSubtaskGoesOn() throws Exception {
    KeyedBuffers before = buffers(1 << 20);
    append(before, ANN, "one");
    append(before, BOB, "two");
    before.flushAll();
    assertThat(before.heapBytes()).isZero();
    KeyedBuffers after = buffers(1 << 20);
    append(after, ANN, "three");
    assertThat(opened).containsExactly(ANN, BOB);
    after.reschedule(BOB, 99);
    assertThat(after.meta(BOB).dueAtMillis()).isEqualTo(99);
    after.seal(ANN, 9);
    after.seal(BOB, 9);
    assertThat(rows(after, ANN, after.meta(ANN).sealed().get(0))).containsExactly("one", "three");
    assertThat(rows(after, BOB, after.meta(BOB).sealed().get(0))).containsExactly("two");
  }

  @Test
  void whatIsDroppedLeavesNothing() throws Exception {
    KeyedBuffers buffers = buffers(1 << 20);
    append(buffers, ANN, "one");
    buffers.seal(ANN, 9);
    append(buffers, ANN, "two");
    Generation first = buffers.meta(ANN).sealed().get(0);
    buffers.drop(ANN, first);
    assertThat(states.blockCount()).isZero();
    buffers.seal(ANN, 10);
    Generation second = buffers.meta(ANN).sealed().get(0);
    assertThat(rows(buffers, ANN, second)).containsExactly("two");
    buffers.drop(ANN, second);
    assertThat(states.metas).isEmpty();
    assertThat(states.blockCount()).isZero();
    assertThat(buffers.heapBytes()).isZero();
    assertThat(buffers.meta(ANN)).isEqualTo(BufferMeta.EMPTY);
  }

  @Test
  void sealingNothingMakesNothing() throws Exception {
    KeyedBuffers buffers = buffers(1 << 20);
    buffers.seal(ANN, 9);
    assertThat(states.metas).isEmpty();
    assertThat(buffers.heapBytes()).isZero();
  }

  @Test
  void aBlockThatIsMissingIsNamed() throws Exception {
    KeyedBuffers buffers = buffers(1 << 20);
    append(buffers, ANN, "one");
    buffers.seal(ANN, 9);
    Generation sealed = buffers.meta(ANN).sealed().get(0);
    states.blocks.clear();
    assertThatThrownBy(() -> rows(buffers, ANN, sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("block 0 of generation 0 of " + ANN + " is missing");
  }

  /** Every row is read once, in order, under its key, whatever happened in between. */
  @Property(tries = 100)
  void rowsComeOutAsTheyWentIn(
      @ForAll @LongRange(max = 1 << 20) long seed, @ForAll @IntRange(min = 1, max = 5) int open)
      throws Exception {
    Random random = new Random(seed);
    KeyedBuffers buffers = buffers(open * EMPTY_BUFFER);
    Map<BufferKey, List<String>> in = new HashMap<>();
    Map<BufferKey, List<String>> out = new HashMap<>();
    for (int step = 0; step < 400; step++) {
      BufferKey key = SinkRows.key(random.nextInt(8));
      switch (random.nextInt(20)) {
        case 0 -> buffers.flushAll();
        case 1 -> buffers.seal(key, 9);
        case 2 -> takeOldest(buffers, key, out);
        default -> {
          String row = step + "-".repeat(random.nextInt(300));
          append(buffers, key, row);
          in.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
        }
      }
      assertThat(buffers.heapBytes()).isLessThanOrEqualTo(open * EMPTY_BUFFER);
    }
    for (BufferKey key : in.keySet()) {
      buffers.seal(key, 9);
      while (!buffers.meta(key).sealed().isEmpty()) {
        takeOldest(buffers, key, out);
      }
    }
    assertThat(out).isEqualTo(in);
    assertThat(states.blockCount()).isZero();
    assertThat(buffers.heapBytes()).isZero();
  }

  private static void takeOldest(
      KeyedBuffers buffers, BufferKey key, Map<BufferKey, List<String>> out) throws Exception {
    List<Generation> sealed = buffers.meta(key).sealed();
    if (!sealed.isEmpty()) {
      List<String> rows = rows(buffers, key, sealed.get(0));
      assertThat(rows).hasSize((int) sealed.get(0).rows());
      out.computeIfAbsent(key, unused -> new ArrayList<>()).addAll(rows);
      buffers.drop(key, sealed.get(0));
    }
  }
}
