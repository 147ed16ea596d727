package io.tributary.jobs.validate.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.avro.VerdictRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The table that the document declares for Athena has the columns that the files have. */
class VerdictTableDocTest {

  private static final String PARTITION = "epoch";

  @Test
  void columnsAreThoseOfTheFiles() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "operations.md"));
    String columns =
        VerdictRow.getClassSchema().getFields().stream()
            // In the folder's name; a column of the same name is refused.
            .filter(field -> !field.name().equals(PARTITION))
            .map(field -> field.name() + " " + hive(field.schema()))
            .collect(Collectors.joining(", "));
    assertThat(text)
        .containsIgnoringWhitespaces(
            "CREATE EXTERNAL TABLE verdicts (" + columns + ") PARTITIONED BY (epoch bigint)");
  }

  private static String hive(Schema type) {
    return switch (type.getType()) {
      case STRING -> "string";
      case INT -> "int";
      case LONG -> "bigint";
      case BOOLEAN -> "boolean";
      case BYTES -> "binary";
      case ARRAY -> "array<" + hive(type.getElementType()) + ">";
      case RECORD ->
          type.getFields().stream()
              .map(field -> field.name() + ":" + hive(field.schema()))
              .collect(Collectors.joining(",", "struct<", ">"));
      default -> throw new AssertionError("no column is a " + type.getType());
    };
  }
}
