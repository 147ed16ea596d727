package io.tributary.jobs.flink;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.batches.IncomingBatchDeserializer;
import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.connectors.batches.KafkaMessageSerializer;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * Where a job meets Kafka. Immutable.
 *
 * @param bootstrapServers {@code host:port}, comma-separated
 * @param job the job's name, under which its transactions run
 * @param transactionTimeout after which Kafka gives up what no checkpoint committed
 */
public record KafkaEnds(String bootstrapServers, String job, Duration transactionTimeout) {

  private static final int MOST_FETCHED_BYTES = 8 << 20;

  /** A topic from its beginning, or from where the job's state has come to. */
  public KafkaSource<IncomingBatch> source(String group, String topic) {
    return KafkaSource.<IncomingBatch>builder()
        .setBootstrapServers(bootstrapServers)
        .setGroupId(group)
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new IncomingBatchDeserializer())
        .setProperty("isolation.level", "read_committed")
        .setProperty("max.partition.fetch.bytes", Integer.toString(MOST_FETCHED_BYTES))
        .build();
  }

  /** A topic that gets each message exactly once, with the checkpoint that holds it. */
  public KafkaSink<KafkaMessage> exactlyOnce(String topic, int mostMessageBytes) {
    return KafkaSink.<KafkaMessage>builder()
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(job + "-" + topic)
        .setProperty("transaction.timeout.ms", Long.toString(transactionTimeout.toMillis()))
        .setProperty("max.request.size", Integer.toString(mostMessageBytes))
        .setRecordSerializer(new KafkaMessageSerializer(topic))
        .build();
  }

  /** For clients beside Flink's. */
  public Properties clientProperties() {
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return properties;
  }
}
