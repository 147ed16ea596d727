package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.BufferKey;
import io.tributary.connectors.sink.MinerRow;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.util.List;

/** Rows of miners, each with its number as its id. */
final class SinkRows {

  static final String ID = Columns.idColumn(SourceId.X);

  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  private SinkRows() {}

  /** Addresses that differ, without a valid checksum, which nobody here checks. */
  static Hotkey hotkey(int number) {
    StringBuilder address = new StringBuilder("5");
    int rest = number;
    for (int i = 0; i < 47; i++) {
      address.append(BASE58.charAt(rest % 58));
      rest /= 58;
    }
    return new Hotkey(address.toString());
  }

  static BufferKey key(int miner) {
    return new BufferKey(SourceId.X, hotkey(miner), 0);
  }

  static MinerRow row(int miner, int id) {
    return row(miner, id, "text of " + id);
  }

  static MinerRow row(int miner, int id, String text) {
    List<Column> columns = Columns.of(SourceId.X);
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      switch (columns.get(i).name()) {
        case "datetime" -> values[i] = 1_700_000_000_000_000L + id;
        case "text" -> values[i] = text;
        case "tweet_id" -> values[i] = Integer.toString(id);
        default -> values[i] = null;
      }
    }
    return new MinerRow(SourceId.X, hotkey(miner), new RowWriter().write(columns, values));
  }
}
