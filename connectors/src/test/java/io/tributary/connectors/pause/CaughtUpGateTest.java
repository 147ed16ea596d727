package io.tributary.connectors.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CaughtUpGateTest {

  private static final TopicPartition ONE = new TopicPartition("files", 0);
  private static final TopicPartition OTHER = new TopicPartition("files", 1);

  private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(ONE, 3L, OTHER, 5L));
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private boolean failing;

  private final CaughtUpGate gate =
      new CaughtUpGate(
          new CaughtUpGate.Progress() {
            @Override
            public Map<TopicPartition, Long> ends() throws ExecutionException {
              return answer(ends);
            }

            @Override
            public Map<TopicPartition, Long> read() throws ExecutionException {
              return answer(read);
            }

            @Override
            public void close() {}
          });

  private Map<TopicPartition, Long> answer(Map<TopicPartition, Long> offsets)
      throws ExecutionException {
    if (failing) {
      throw new ExecutionException(new IllegalStateException("no broker"));
    }
    return Map.copyOf(offsets);
  }

  @Test
  void opensOnceAllThatStoodThereIsRead() throws Exception {
    assertThat(gate.look()).isFalse();
    // What comes later is not waited for.
    ends.put(ONE, 100L);
    read.put(ONE, 3L);
    assertThat(gate.look()).isFalse();
    read.put(OTHER, 5L);
    assertThat(gate.look()).isTrue();
    assertThat(gate.opened()).isCompleted();
  }

  @Test
  void staysAsItIsWhileNobodyAnswers() throws Exception {
    failing = true;
    assertThat(gate.look()).isFalse();
    failing = false;
    read.putAll(ends);
    assertThat(gate.look()).isTrue();
    failing = true;
    assertThat(gate.look()).isTrue();
  }

  @Test
  void nothingToReadIsReadAtOnce() throws Exception {
    ends.clear();
    assertThat(gate.look()).isTrue();
  }
}
