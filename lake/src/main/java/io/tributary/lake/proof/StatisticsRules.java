package io.tributary.lake.proof;

import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/**
 * Checks that a column's statistics are such as values of its type can have: one that are not make
 * engines refuse the whole table. Whether they are true only the values show. Pure functions.
 */
final class StatisticsRules {

  private StatisticsRules() {}

  /** What is wrong with the statistics that a column has; empty if nothing is. */
  static Optional<String> wrong(ColumnMetaData column) {
    Statistics statistics = column.getStatistics();
    int width = width(column.getType());
    for (byte[] bound :
        new byte[][] {
          statistics.getMin(),
          statistics.getMax(),
          statistics.getMin_value(),
          statistics.getMax_value()
        }) {
      if (bound != null && width > 0 && bound.length != width) {
        return Optional.of("a bound of " + bound.length + " bytes, not " + width);
      }
    }
    if (contradict(statistics.getMin(), statistics.getMin_value())
        || contradict(statistics.getMax(), statistics.getMax_value())) {
      return Optional.of("bounds for older readers that are not those for today's");
    }
    if (statistics.isSetNull_count()
        && (statistics.getNull_count() < 0
            || statistics.getNull_count() > column.getNum_values())) {
      return Optional.of(
          statistics.getNull_count() + " nulls of " + column.getNum_values() + " values");
    }
    return Optional.empty();
  }

  private static boolean contradict(byte[] older, byte[] bound) {
    return older != null && !Arrays.equals(older, bound);
  }

  /** Bytes of a value; 0 if it can have any number. */
  private static int width(Type type) {
    return switch (type) {
      case BOOLEAN -> 1;
      case INT32, FLOAT -> 4;
      case INT64, DOUBLE -> 8;
      case INT96 -> 12;
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> 0;
    };
  }
}
