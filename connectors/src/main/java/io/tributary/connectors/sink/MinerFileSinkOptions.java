package io.tributary.connectors.sink;

import io.tributary.lake.parquet.EncoderOptions;
import io.tributary.schemas.SourceId;
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
 * @param maxBytesPerMiner rows of one miner, before encoding, that may wait in state for files that
 *     cannot be staged; spread evenly over its buffers, one for each source and shard
 */
public record MinerFileSinkOptions(
    RollPolicy roll,
    StagingOptions staging,
    EncoderOptions encoder,
    int shards,
    Duration commitDeadline,
    int commitParallelism,
    long maxBytesPerMiner)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public MinerFileSinkOptions {
    if (shards < 1 || shards > 1024 || commitParallelism < 1) {
      throw new IllegalArgumentException("1 to 1,024 shards, and at least one commit at a time");
    }
    if (maxBytesPerMiner < 1) {
      throw new IllegalArgumentException(
          "a miner's buffers need room, not " + maxBytesPerMiner + " bytes");
    }
  }

  /** Options with {@link #defaultMaxBytesPerMiner}. */
  public MinerFileSinkOptions(
      RollPolicy roll,
      StagingOptions staging,
      EncoderOptions encoder,
      int shards,
      Duration commitDeadline,
      int commitParallelism) {
    this(
        roll,
        staging,
        encoder,
        shards,
        commitDeadline,
        commitParallelism,
        defaultMaxBytesPerMiner(roll, shards));
  }

  /** The same for a start of the job: see {@link StagingOptions#epoch}. */
  public MinerFileSinkOptions withEpoch(long epoch) {
    return new MinerFileSinkOptions(
        roll,
        staging.withEpoch(epoch),
        encoder,
        shards,
        commitDeadline,
        commitParallelism,
        maxBytesPerMiner);
  }

  /** Room for two full files in each of a miner's buffers. */
  public static long defaultMaxBytesPerMiner(RollPolicy roll, int shards) {
    long files = 2L * buffers(shards);
    return roll.maxBytes() > Long.MAX_VALUE / files ? Long.MAX_VALUE : files * roll.maxBytes();
  }

  /** The share of one buffer in {@link #maxBytesPerMiner}. */
  public long maxBytesPerBuffer() {
    return Math.max(1, maxBytesPerMiner / buffers(shards));
  }

  private static int buffers(int shards) {
    return SourceId.values().length * shards;
  }
}
