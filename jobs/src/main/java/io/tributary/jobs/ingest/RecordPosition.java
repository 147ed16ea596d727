package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * From where a record can be fetched again.
 *
 * @param topic of its batch
 * @param partition of its batch
 * @param offset of its batch
 * @param index its place in the batch, from 0
 * @param appendTimeMillis when the broker appended the batch
 */
record RecordPosition(String topic, int partition, long offset, int index, long appendTimeMillis) {

  static RecordPosition of(IncomingBatch batch, int index) {
    return new RecordPosition(
        batch.topic(), batch.partition(), batch.offset(), index, batch.appendTimeMillis());
  }

  void write(DataOutputView out) throws IOException {
    out.writeUTF(topic);
    out.writeInt(partition);
    out.writeLong(offset);
    out.writeInt(index);
    out.writeLong(appendTimeMillis);
  }

  static RecordPosition read(DataInputView in) throws IOException {
    return new RecordPosition(
        in.readUTF(), in.readInt(), in.readLong(), in.readInt(), in.readLong());
  }
}
