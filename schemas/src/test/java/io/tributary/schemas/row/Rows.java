package io.tributary.schemas.row;

import io.tributary.schemas.SourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads whole rows for assertions. */
public final class Rows {

  private Rows() {}

  /** The values of a row by column name, in column order; null where it has none. */
  public static Map<String, Object> read(SourceId source, byte[] row) {
    return read(Columns.of(source), row, 0);
  }

  static Map<String, Object> read(List<Column> columns, byte[] array, int offset) {
    RowReader reader = new RowReader().reset(array, offset, columns.size());
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      values.put(column.name(), reader.isPresent(i) ? value(reader, column) : null);
    }
    return values;
  }

  private static Object value(RowReader reader, Column column) {
    return switch (column.type()) {
      case TIMESTAMP_MICROS, LONG -> reader.readLong();
      case STRING -> reader.readString();
      case DOUBLE -> reader.readDouble();
      case BOOLEAN -> reader.readBoolean();
      case STRING_LIST -> reader.readStrings();
    };
  }
}
