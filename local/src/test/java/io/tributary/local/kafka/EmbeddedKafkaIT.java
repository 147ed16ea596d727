package io.tributary.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  @TempDir Path directory;

  @Test
  void keepsItsDataOverARestartOnOtherPorts() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      Topics.create(kafka.bootstrapServers(), 2, (short) 1);
      Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
        producer.send(new ProducerRecord<>(Topics.BATCHES, 0, 5L, "k", "v")).get();
      }
    }
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory)) {
      Topics.create(kafka.bootstrapServers(), 2, (short) 1);
      Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
      try (Admin admin = Admin.create(config)) {
        assertThat(admin.listTopics().names().get())
            .contains(
                Topics.BATCHES, Topics.REJECTED, Topics.COMMITTED, Topics.PARKED, Topics.BLOCKED);
      }
      try (KafkaConsumer<String, String> consumer =
          new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
        TopicPartition partition = new TopicPartition(Topics.BATCHES, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
        assertThat(records.records(partition))
            .extracting(ConsumerRecord::value)
            .containsExactly("v");
        ConsumerRecord<String, String> record = records.records(partition).get(0);
        assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(record.timestamp()).isGreaterThan(5L);
      }
    }
  }
}
