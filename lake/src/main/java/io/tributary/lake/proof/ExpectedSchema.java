package io.tributary.lake.proof;

import io.tributary.schemas.ParquetSchemas;
import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The schema that files of a source must have, element by element as a footer lists it. */
final class ExpectedSchema {

  private static final ExpectedSchema X = new ExpectedSchema(ParquetSchemas.of(SourceId.X));
  private static final ExpectedSchema REDDIT =
      new ExpectedSchema(ParquetSchemas.of(SourceId.REDDIT));

  /** By the words for logical types. */
  private static final Map<String, ConvertedType> CONVERTED_TYPES =
      Map.of(
          "STRING", ConvertedType.UTF8,
          "LIST", ConvertedType.LIST,
          "TIMESTAMP(MICROS,true)", ConvertedType.TIMESTAMP_MICROS);

  private final List<String> elements = new ArrayList<>();
  private final List<List<String>> leafPaths;
  private final List<org.apache.parquet.format.Type> leafTypes;

  private ExpectedSchema(MessageType message) {
    add(message, true);
    leafPaths = message.getPaths().stream().map(List::of).toList();
    leafTypes =
        message.getColumns().stream()
            .map(column -> physical(column.getPrimitiveType().getPrimitiveTypeName()))
            .toList();
  }

  static ExpectedSchema of(SourceId source) {
    return source == SourceId.X ? X : REDDIT;
  }

  /** The paths of the primitive columns, in file order. */
  List<List<String>> leafPaths() {
    return leafPaths;
  }

  /** The physical types of the primitive columns, in file order. */
  List<org.apache.parquet.format.Type> leafTypes() {
    return leafTypes;
  }

  /** How a footer's schema differs from this one; empty if it does not. */
  Optional<String> differenceFrom(List<SchemaElement> actual) {
    for (int i = 0; i < Math.min(actual.size(), elements.size()); i++) {
      String found = describe(actual.get(i));
      if (!found.equals(elements.get(i))) {
        return Optional.of("element " + i + " is <" + found + ">, not <" + elements.get(i) + ">");
      }
    }
    return actual.size() == elements.size()
        ? Optional.empty()
        : Optional.of(actual.size() + " elements, not " + elements.size());
  }

  private void add(Type type, boolean root) {
    String repetition = root ? "" : type.getRepetition().name();
    String logical = annotation(type.getLogicalTypeAnnotation());
    if (type.isPrimitive()) {
      String physical = physical(type.asPrimitiveType().getPrimitiveTypeName()).name();
      elements.add(describe(type.getName(), repetition, physical, 0, logical));
      return;
    }
    elements.add(
        describe(type.getName(), repetition, "group", type.asGroupType().getFieldCount(), logical));
    for (Type field : type.asGroupType().getFields()) {
      add(field, false);
    }
  }

  private static String describe(SchemaElement element) {
    String repetition =
        element.isSetRepetition_type() ? String.valueOf(element.getRepetition_type()) : "";
    String physical = element.isSetType() ? String.valueOf(element.getType()) : "group";
    String logical = element.isSetLogicalType() ? logical(element.getLogicalType()) : "";
    logical += contradiction(element, logical);
    return describe(element.getName(), repetition, physical, element.getNum_children(), logical);
  }

  private static String describe(
      String name, String repetition, String physical, int children, String logical) {
    return String.join(" ", name, repetition, physical, Integer.toString(children), logical);
  }

  /** What older readers go by, where it says something else than the logical type. */
  private static String contradiction(SchemaElement element, String logical) {
    StringBuilder more = new StringBuilder();
    if (element.isSetConverted_type()
        && element.getConverted_type() != CONVERTED_TYPES.get(logical)) {
      more.append(" converted type ").append(element.getConverted_type());
    }
    if (element.isSetScale() || element.isSetPrecision()) {
      more.append(" of a decimal");
    }
    if (element.isSetType_length()) {
      more.append(" of length ").append(element.getType_length());
    }
    if (element.isSetField_id()) {
      more.append(" field ").append(element.getField_id());
    }
    return more.toString();
  }

  private static org.apache.parquet.format.Type physical(PrimitiveTypeName name) {
    return name == PrimitiveTypeName.BINARY
        ? org.apache.parquet.format.Type.BYTE_ARRAY
        : org.apache.parquet.format.Type.valueOf(name.name());
  }

  private static String annotation(LogicalTypeAnnotation annotation) {
    return annotation == null ? "" : annotation.toString();
  }

  /** In the words of {@link LogicalTypeAnnotation#toString}. */
  private static String logical(LogicalType type) {
    if (type.isSetSTRING()) {
      return "STRING";
    }
    if (type.isSetLIST()) {
      return "LIST";
    }
    if (type.isSetTIMESTAMP()) {
      TimestampType timestamp = type.getTIMESTAMP();
      boolean micros = timestamp.isSetUnit() && timestamp.getUnit().isSetMICROS();
      return "TIMESTAMP("
          + (micros ? "MICROS" : "other")
          + ","
          + timestamp.isIsAdjustedToUTC()
          + ")";
    }
    return "another logical type";
  }
}
