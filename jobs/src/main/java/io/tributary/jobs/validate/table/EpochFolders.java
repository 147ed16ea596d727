package io.tributary.jobs.validate.table;

import io.tributary.connectors.batches.KafkaMessage;
import io.tributary.hotkey.wire.MalformedBytesException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** A folder an epoch, named as partitions of tables are. */
final class EpochFolders implements BucketAssigner<KafkaMessage, String> {

  private static final long serialVersionUID = 1L;

  @Override
  public String getBucketId(KafkaMessage message, Context context) {
    try {
      return "epoch=" + VerdictRows.verdict(message.value()).subject().epoch();
    } catch (MalformedBytesException e) {
      throw new IllegalStateException("the job made a verdict that cannot be read", e);
    }
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
