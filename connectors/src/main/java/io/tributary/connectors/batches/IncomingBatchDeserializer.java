package io.tributary.connectors.batches;

import io.tributary.connectors.types.CodecTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands every message on as it is. Never throws: whatever is wrong with it gets its reason later.
 */
public final class IncomingBatchDeserializer
    implements KafkaRecordDeserializationSchema<IncomingBatch> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> message, Collector<IncomingBatch> collector) {
    collector.collect(
        new IncomingBatch(
            message.topic(),
            message.partition(),
            message.offset(),
            message.timestamp(),
            message.key(),
            message.value()));
  }

  @Override
  public TypeInformation<IncomingBatch> getProducedType() {
    return CodecTypeInfo.of(new IncomingBatchCodec());
  }
}
