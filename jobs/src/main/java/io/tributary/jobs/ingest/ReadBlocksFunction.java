package io.tributary.jobs.ingest;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.StoreOutage;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the sink publishes of its buffers. Whatever else stands on the topic is told of in the
 * log by its position, and ignored.
 */
final class ReadBlocksFunction implements FlatMapFunction<IncomingBatch, AdmissionNotice> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReadBlocksFunction.class);

  @Override
  public void flatMap(IncomingBatch message, Collector<AdmissionNotice> out) {
    if (StoreOutage.isKey(message.key())) {
      return; // Told to whoever reads batches, by whom it is read as well.
    }
    Optional<BufferKey> buffer = BufferKey.ofName(message.key());
    if (buffer.isPresent()) {
      out.collect(
          new BlockNotice(buffer.get(), message.value() != null, message.appendTimeMillis()));
    } else {
      LOG.warn(
          "ignoring what stands at {}-{} offset {}: its key names no buffer",
          message.topic(),
          message.partition(),
          message.offset());
    }
  }
}
