package io.tributary.connectors.sink.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.connectors.sink.BufferKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BlockedPublisherTest {

  private static final BufferKey ANN = SinkRows.key(1);
  private static final BufferKey BOB = SinkRows.key(2);
  private static final String BLOCK_ANN = "block " + ANN.hotkey();

  private final FakeBlockedLog log = new FakeBlockedLog();
  private final WaitingBuffers buffers = new WaitingBuffers(100);

  private final AtomicBoolean outage = new AtomicBoolean();

  private BlockedPublisher publisher() {
    return new BlockedPublisher(log::open, buffers, key -> key.equals(ANN), outage::get);
  }

  @Test
  void whatFailsIsTriedAgain() throws Exception {
    log.failures.set(5);
    buffers.note(ANN, 100, true, 1);
    try (BlockedPublisher publisher = publisher()) {
      publisher.start(Duration.ofMillis(5));
      assertThat(log.next()).isEqualTo(BLOCK_ANN);
    }
    assertThat(log.blocked).containsExactly(ANN);
    assertThat(log.open).as("logs open after the end").hasValue(0);
  }

  /** Two of the same: the one that was thought dead is overruled by the one that is right. */
  @Test
  void whatAnotherOneSaysOfItsBuffersIsSetRight() throws Exception {
    log.blocked.add(BOB);
    try (BlockedPublisher publisher = publisher()) {
      publisher.start(Duration.ofMillis(5));
      log.blocked.add(ANN);
      assertThat(log.next()).isEqualTo("unblock " + ANN.hotkey());
      buffers.note(ANN, 100, true, 1);
      assertThat(log.next()).isEqualTo(BLOCK_ANN);
      log.blocked.remove(ANN);
      assertThat(log.next()).isEqualTo(BLOCK_ANN);
    }
    assertThat(log.blocked).containsExactlyInAnyOrder(ANN, BOB);
  }

  @Test
  void anOutageIsToldAgainAndAgainUntilItIsOver() throws Exception {
    try (BlockedPublisher publisher = publisher()) {
      outage.set(true);
      publisher.start(Duration.ofMillis(5));
      assertThat(log.next()).isEqualTo("outage");
      assertThat(log.next()).isEqualTo("outage");
      outage.set(false);
      buffers.note(ANN, 100, true, 1);
      String next = log.next();
      while (next.equals("outage")) {
        next = log.next();
      }
      assertThat(next).isEqualTo(BLOCK_ANN);
    }
    assertThat(log.isQuiet()).isTrue();
  }

  @Test
  void nothingIsPublishedAfterTheEnd() {
    BlockedPublisher publisher = publisher();
    publisher.close();
    buffers.note(ANN, 100, true, 1);
    publisher.changed();
    assertThat(log.isQuiet()).isTrue();
    assertThat(log.open).hasValue(0);
  }
}
