package io.tributary.local.revoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.local.kafka.EmbeddedKafka;
import io.tributary.local.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevocationTopicIT {

  private static final LocalSigner MINER = LocalSigner.fromMiniSecret(new byte[32]);

  @TempDir private Path folder;

  private static SignedRevocation revocation() {
    return SignedRevocation.sign(
        new Revocation("main", 13, MINER.hotkey(), Optional.empty(), Instant.now()), MINER);
  }

  @Test
  void theBrokerSaysWhenItArrived() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder)) {
      String servers = kafka.bootstrapServers();
      RevocationTopic missing = new RevocationTopic(servers, Topics.REVOCATIONS);
      assertThatThrownBy(() -> missing.publish(revocation()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("has no topic revocations");
      Topics.create(servers, 1, (short) 1);
      SignedRevocation signed = revocation();
      new RevocationTopic(servers, Topics.REVOCATIONS).publish(signed);
      ConsumerRecord<byte[], byte[]> message = read(servers);
      assertThat(message.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
      assertThat(message.value()).isEqualTo(signed.encode());
      assertThat(new String(message.key(), StandardCharsets.US_ASCII))
          .isEqualTo(MINER.hotkey() + "/" + signed.body().sha256().hex());
    }
  }

  private static ConsumerRecord<byte[], byte[]> read(String servers) {
    Map<String, Object> settings = Map.of("bootstrap.servers", servers);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(Topics.REVOCATIONS, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
      Instant end = Instant.now().plusSeconds(20);
      while (messages.isEmpty() && Instant.now().isBefore(end)) {
        consumer.poll(Duration.ofSeconds(1)).forEach(messages::add);
      }
      assertThat(messages).hasSize(1);
      return messages.get(0);
    }
  }
}
