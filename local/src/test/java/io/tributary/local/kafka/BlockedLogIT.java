package io.tributary.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.internal.BlockedBuffer;
import io.tributary.connectors.sink.internal.BlockedLog;
import io.tributary.connectors.sink.internal.KafkaBlockedLog;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What subtasks publish of their full buffers, on a real broker. */
class BlockedLogIT {

  private static final Hotkey HOTKEY =
      new Hotkey("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
  private static final BufferKey X = new BufferKey(SourceId.X, HOTKEY, 0);
  private static final BufferKey REDDIT = new BufferKey(SourceId.REDDIT, HOTKEY, 1);

  @TempDir Path directory;

  @Test
  void eachSubtaskSeesWhatAllHavePublishedAlsoAfterARestart() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      Topics.create(kafka.bootstrapServers(), 2, (short) 1);
      Properties config = new Properties();
      config.setProperty("bootstrap.servers", kafka.bootstrapServers());
      try (BlockedLog one = KafkaBlockedLog.open(config, Topics.BLOCKED);
          BlockedLog other = KafkaBlockedLog.open(config, Topics.BLOCKED)) {
        assertThat(one.poll()).isEmpty();
        one.block(X, new BlockedBuffer(1_700_000_000_000L, 5));
        other.block(REDDIT, new BlockedBuffer(1_700_000_000_000L, 6));
        awaitBlocked(one, X, REDDIT);
        awaitBlocked(other, X, REDDIT);
        one.unblock(X);
        awaitBlocked(other, REDDIT);
      }
      try (BlockedLog successor = KafkaBlockedLog.open(config, Topics.BLOCKED)) {
        awaitBlocked(successor, REDDIT);
      }
      config.setProperty("default.api.timeout.ms", "1000");
      config.setProperty("request.timeout.ms", "1000");
      assertThatThrownBy(() -> KafkaBlockedLog.open(config, "no-such-topic"))
          .isInstanceOf(IOException.class)
          .hasMessage("the topic no-such-topic cannot be opened");
    }
  }

  private static void awaitBlocked(BlockedLog log, BufferKey... buffers) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(log.poll()).containsExactlyInAnyOrder(buffers));
  }
}
