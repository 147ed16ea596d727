package io.tributary.lake.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What another engine reads is what was written. */
class DuckDbReadTest {

  private static final EncoderOptions OPTIONS = EncoderOptions.DEFAULTS.withRowGroupRows(200);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SourceId.class)
  void columnsAndTypesAreTheTables(SourceId source) throws Exception {
    String file = file(source, SampleRows.values(source, 10, 1));
    List<List<String>> described = query("DESCRIBE SELECT * FROM '" + file + "'", 2);
    List<List<String>> expected = new ArrayList<>();
    for (Column column : Columns.of(source)) {
      expected.add(List.of(column.name(), duckType(column)));
    }
    assertThat(described).isEqualTo(expected);
    assertThat(expected).hasSize(source == SourceId.X ? 33 : 17);
  }

  @Test
  void nodeNamesAreThoseThatValidatorsKnow() throws Exception {
    String file = file(SourceId.X, SampleRows.values(SourceId.X, 10, 1));
    List<String> names = new ArrayList<>();
    query("SELECT name FROM parquet_schema('" + file + "')", 1)
        .forEach(row -> names.add(row.get(0)));
    List<String> expected = new ArrayList<>(List.of("schema"));
    for (Column column : Columns.of(SourceId.X)) {
      expected.add(column.name());
      if (duckType(column).endsWith("[]")) {
        expected.addAll(List.of("list", "element"));
      }
    }
    assertThat(names).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(SourceId.class)
  void valuesAreThoseWrittenInTheOrderOfTime(SourceId source) throws Exception {
    List<Object[]> values = SampleRows.values(source, 550, 5);
    String file = file(source, values);
    List<List<String>> expected = new ArrayList<>();
    for (int group = 0; group < values.size(); group += 200) {
      values.subList(group, Math.min(values.size(), group + 200)).stream()
          .sorted(Comparator.comparingLong(row -> (Long) row[0]))
          .map(row -> Arrays.stream(row).map(String::valueOf).toList())
          .forEach(expected::add);
    }
    StringBuilder select = new StringBuilder("epoch_us(datetime)");
    Columns.of(source).stream().skip(1).forEach(c -> select.append(", ").append(c.name()));
    assertThat(query("SELECT " + select + " FROM '" + file + "'", Columns.of(source).size()))
        .isEqualTo(expected);
  }

  @Test
  void rowGroupsCodecsAndBloomFiltersAreAsPromised() throws Exception {
    String file = file(SourceId.X, SampleRows.values(SourceId.X, 550, 5));
    String metadata = " FROM parquet_metadata('" + file + "')";
    assertThat(
            query("SELECT DISTINCT row_group_id, row_group_num_rows" + metadata + " ORDER BY 1", 2))
        .isEqualTo(List.of(List.of("0", "200"), List.of("1", "200"), List.of("2", "150")));
    assertThat(query("SELECT DISTINCT compression" + metadata, 1))
        .isEqualTo(List.of(List.of("ZSTD")));
    assertThat(
            query(
                "SELECT DISTINCT path_in_schema"
                    + metadata
                    + " WHERE bloom_filter_offset IS NOT NULL",
                1))
        .isEqualTo(List.of(List.of("tweet_id")));
  }

  private static String duckType(Column column) {
    return switch (column.type()) {
      case TIMESTAMP_MICROS -> "TIMESTAMP WITH TIME ZONE";
      case STRING -> "VARCHAR";
      case LONG -> "BIGINT";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case STRING_LIST -> "VARCHAR[]";
    };
  }

  private String file(SourceId source, List<Object[]> values) throws Exception {
    return Encoding.encode(folder, OPTIONS, source, SampleRows.encode(source, values))
        .path()
        .toString();
  }

  private static List<List<String>> query(String sql, int columns) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          row.add(
              value instanceof Array array
                  ? Arrays.asList((Object[]) array.getArray()).toString()
                  : String.valueOf(value));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
