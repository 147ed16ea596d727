package io.tributary.lake.proof;

import io.tributary.hotkey.wire.Octets;
import java.util.Optional;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Statistics;

/**
 * Between which values those of a column chunk lie, as its statistics say: engines pass over row
 * groups by them. In the plain encoding of the column's type. Immutable.
 *
 * @param least no value is less
 * @param most no value is more
 */
public record ColumnBounds(Optional<Octets> least, Optional<Octets> most) {

  private static final ColumnBounds NONE = new ColumnBounds(Optional.empty(), Optional.empty());

  static ColumnBounds of(ColumnMetaData column) {
    if (!column.isSetStatistics()) {
      return NONE;
    }
    Statistics statistics = column.getStatistics();
    return new ColumnBounds(
        Optional.ofNullable(statistics.getMin_value()).map(Octets::of),
        Optional.ofNullable(statistics.getMax_value()).map(Octets::of));
  }
}
