package io.tributary.jobs.ingest;

import io.tributary.connectors.sink.internal.MinerRowCodec;
import io.tributary.connectors.types.BinaryCodec;
import io.tributary.schemas.ItemKey;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Key, position, row. */
public final class CheckedRowCodec implements BinaryCodec<CheckedRow> {

  private static final long serialVersionUID = 1L;

  private final ItemKeyCodec keys = new ItemKeyCodec();
  private final MinerRowCodec rows = new MinerRowCodec();

  @Override
  public Class<CheckedRow> type() {
    return CheckedRow.class;
  }

  @Override
  public void write(CheckedRow value, DataOutputView out) throws IOException {
    keys.write(value.key(), out);
    value.position().write(out);
    rows.write(value.row(), out);
  }

  @Override
  public CheckedRow read(int version, DataInputView in) throws IOException {
    ItemKey key = keys.read(1, in);
    RecordPosition position = RecordPosition.read(in);
    return new CheckedRow(key, rows.read(1, in), position);
  }
}
