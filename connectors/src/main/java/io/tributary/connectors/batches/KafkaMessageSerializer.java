package io.tributary.connectors.batches;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes messages to one topic as they are. */
public final class KafkaMessageSerializer implements KafkaRecordSerializationSchema<KafkaMessage> {

  private static final long serialVersionUID = 1L;

  private final String topic;

  public KafkaMessageSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      KafkaMessage message, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, message.key(), message.value());
    if (message.reason() != null) {
      record.headers().add("reason", message.reason().getBytes(StandardCharsets.UTF_8));
    }
    return record;
  }
}
