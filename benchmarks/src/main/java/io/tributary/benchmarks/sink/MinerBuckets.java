package io.tributary.benchmarks.sink;

import io.tributary.connectors.sink.MinerRow;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** The folder of a row's source and miner, as in the lake. */
final class MinerBuckets implements BucketAssigner<MinerRow, String> {

  private static final long serialVersionUID = 1L;

  @Override
  public String getBucketId(MinerRow row, Context context) {
    return "data/" + row.source().code() + "/" + row.hotkey().address();
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
