package io.tributary.benchmarks.sink;

import io.tributary.benchmarks.SampleRows;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Makes the row of a number: the same rows again and again, each time another miner's. */
final class MinerRows extends RichMapFunction<Long, MinerRow> {

  private static final long serialVersionUID = 1L;
  private static final int DIFFERENT_ROWS = 20_000;
  private static final long SEED = 13;

  private final int miners;
  private final boolean valve;
  private transient byte[][] rows;
  private transient Hotkey[] hotkeys;

  /**
   * @param valve whether rows are counted by the process's valve
   */
  MinerRows(int miners, boolean valve) {
    this.miners = miners;
    this.valve = valve;
  }

  @Override
  public void open(OpenContext context) {
    rows = new SampleRows(new Random(SEED)).take(DIFFERENT_ROWS);
    hotkeys = new Hotkey[miners];
    for (int i = 0; i < miners; i++) {
      hotkeys[i] = Ss58.encode(ByteBuffer.allocate(32).putInt(i).array());
    }
  }

  @Override
  public MinerRow map(Long number) {
    byte[] row = rows[(int) (number % rows.length)];
    if (valve) {
      RowValve.get().passed(row.length);
    }
    return new MinerRow(SourceId.X, hotkeys[(int) (number % miners)], row);
  }
}
