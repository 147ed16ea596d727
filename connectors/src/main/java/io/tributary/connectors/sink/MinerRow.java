package io.tributary.connectors.sink;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.util.Objects;

/**
 * A row on its way into the lake.
 *
 * <p>The array is not copied; nobody may change it.
 *
 * @param source the table it belongs to
 * @param hotkey the miner whose row it is
 * @param row its values, in the form of {@link io.tributary.schemas.row.RowWriter}
 */
public record MinerRow(SourceId source, Hotkey hotkey, byte[] row) {

  public MinerRow {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(hotkey, "hotkey");
    Objects.requireNonNull(row, "row");
  }
}
