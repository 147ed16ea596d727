package io.tributary.connectors.sink;

import io.tributary.lake.parquet.EncoderOptions;
import java.io.Serializable;
import java.time.Duration;

/**
 * How the sink works. Immutable.
 *
 * @param roll when a buffer becomes a file
 * @param staging how a subtask uses its machine
 * @param encoder how files are encoded
 * @param shards over how many buffers the rows of one miner and source are spread; 1 unless a miner
 *     is too much for one subtask
 * @param commitDeadline how long all files of one checkpoint may take to be committed; what is open
 *     then is parked
 * @param commitParallelism files that are committed at the same time
 */
public record MinerFileSinkOptions(
    RollPolicy roll,
    StagingOptions staging,
    EncoderOptions encoder,
    int shards,
    Duration commitDeadline,
    int commitParallelism)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public MinerFileSinkOptions {
    if (shards < 1 || shards > 1024 || commitParallelism < 1) {
      throw new IllegalArgumentException("1 to 1,024 shards, and at least one commit at a time");
    }
  }
}
