package io.tributary.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.connectors.batches.IncomingBatch;
import io.tributary.connectors.sink.BufferKey;
import io.tributary.schemas.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class MinerBlocksTest {

  private static final BufferKey X = new BufferKey(SourceId.X, Miners.ANN.hotkey(), 1023);
  private static final BufferKey REDDIT = new BufferKey(SourceId.REDDIT, Miners.ANN.hotkey(), 0);

  @Test
  void bytesOfVersionOneNeverChange() {
    MinerBlocks blocks =
        MinerBlocks.NONE
            .with(new BlockNotice(X, true, 1L << 40))
            .with(new BlockNotice(REDDIT, true, 5));
    byte[] golden =
        HexFormat.of().parseHex("01" + "000100000000000000000005" + "000203ff0000010000000000");
    assertThat(blocks.toBytes()).isEqualTo(golden);
    assertThat(MinerBlocks.fromBytes(golden)).isEqualTo(blocks).hasSameHashCodeAs(blocks);
    assertThat(blocks.oldest()).isEqualTo(Instant.ofEpochMilli(5));
    assertThat(blocks.with(new BlockNotice(REDDIT, false, 6)).oldest())
        .isEqualTo(Instant.ofEpochMilli(1L << 40));
  }

  @Test
  void otherBytesAreRefused() {
    assertThatThrownBy(() -> MinerBlocks.fromBytes(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a miner's blocks that are cut short");
    assertThatThrownBy(() -> MinerBlocks.fromBytes(new byte[] {1, 0, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a miner's blocks that are cut short");
    assertThatThrownBy(() -> MinerBlocks.fromBytes(new byte[] {9}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a miner's blocks of form 9, this release reads 1");
  }

  @Test
  void messagesBecomeNoticesAndOthersAreIgnored() {
    List<AdmissionNotice> notices = new ArrayList<>();
    ListCollector<AdmissionNotice> out = new ListCollector<>(notices);
    ReadBlocksFunction read = new ReadBlocksFunction();
    byte[] key = X.name();
    read.flatMap(new IncomingBatch("blocked-miners", 0, 1, 7, key, new byte[] {'{'}), out);
    read.flatMap(new IncomingBatch("blocked-miners", 0, 2, 8, new byte[] {1}, key), out);
    read.flatMap(new IncomingBatch("blocked-miners", 0, 3, 8, null, key), out);
    read.flatMap(new IncomingBatch("blocked-miners", 0, 4, 9, key, null), out);
    assertThat(notices).containsExactly(new BlockNotice(X, true, 7), new BlockNotice(X, false, 9));
  }
}
