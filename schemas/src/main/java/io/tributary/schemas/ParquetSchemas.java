package io.tributary.schemas;

import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The Parquet schemas of the two tables, derived from {@link Columns}.
 *
 * <p>The root is named {@code schema} and lists are {@code list}/{@code element}, because the
 * validators of the subnet take every other node for a column too many. Thread-safe.
 */
public final class ParquetSchemas {

  private static final MessageType X = build(SourceId.X);
  private static final MessageType REDDIT = build(SourceId.REDDIT);

  private ParquetSchemas() {}

  /** The schema of a source's files. */
  public static MessageType of(SourceId source) {
    return source == SourceId.X ? X : REDDIT;
  }

  private static MessageType build(SourceId source) {
    return new MessageType(
        "schema", Columns.of(source).stream().map(ParquetSchemas::type).toList());
  }

  private static Type type(Column column) {
    Repetition repetition = column.required() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    return switch (column.type()) {
      case TIMESTAMP_MICROS ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(column.name());
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(column.name());
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
      case STRING_LIST ->
          Types.list(repetition)
              .requiredElement(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
    };
  }
}
