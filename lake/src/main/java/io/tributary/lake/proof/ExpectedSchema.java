package io.tributary.lake.proof;

import io.tributary.schemas.ParquetSchemas;
import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The schema that files of a source must have, element by element as a footer lists it. */
final class ExpectedSchema {

  private static final ExpectedSchema X = new ExpectedSchema(ParquetSchemas.of(SourceId.X));
  private static final ExpectedSchema REDDIT =
      new ExpectedSchema(ParquetSchemas.of(SourceId.REDDIT));

  private final List<String> elements = new ArrayList<>();
  private final List<List<String>> leafPaths;

  private ExpectedSchema(MessageType message) {
    add(message, true);
    leafPaths = message.getPaths().stream().map(List::of).toList();
  }

  static ExpectedSchema of(SourceId source) {
    return source == SourceId.X ? X : REDDIT;
  }

  /** The paths of the primitive columns, in file order. */
  List<List<String>> leafPaths() {
    return leafPaths;
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
      String physical =
          switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> "BYTE_ARRAY";
            default -> type.asPrimitiveType().getPrimitiveTypeName().name();
          };
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
    return describe(element.getName(), repetition, physical, element.getNum_children(), logical);
  }

  private static String describe(
      String name, String repetition, String physical, int children, String logical) {
    return String.join(" ", name, repetition, physical, Integer.toString(children), logical);
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
