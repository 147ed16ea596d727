package io.tributary.lake.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The Parquet schemas of the tables. */
final class ParquetSchemas {

  private ParquetSchemas() {}

  static MessageType of(SourceId source) {
    List<Type> fields = Columns.of(source).stream().map(ParquetSchemas::field).toList();
    return new MessageType("schema", fields);
  }

  private static Type field(Column column) {
    Repetition repetition = column.required() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    return switch (column.type()) {
      case TIMESTAMP_MICROS ->
          Types.primitive(INT64, repetition)
              .as(timestampType(true, TimeUnit.MICROS))
              .named(column.name());
      case STRING -> Types.primitive(BINARY, repetition).as(stringType()).named(column.name());
      case LONG -> Types.primitive(INT64, repetition).named(column.name());
      case DOUBLE -> Types.primitive(DOUBLE, repetition).named(column.name());
      case BOOLEAN -> Types.primitive(BOOLEAN, repetition).named(column.name());
      case STRING_LIST ->
          Types.list(repetition)
              .element(Types.required(BINARY).as(stringType()).named("element"))
              .named(column.name());
    };
  }
}
