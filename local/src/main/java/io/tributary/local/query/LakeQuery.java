package io.tributary.local.query;

import io.tributary.local.query.LakeFiles.LakeFile;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * SQL over the files that a lake's folder holds when this is opened: views {@code x} and {@code
 * reddit}, each with its table's columns and {@code source}, {@code miner_hotkey} and {@code file}.
 * Times are UTC.
 *
 * <p>Only SELECT and its kin (WITH, FROM, DESCRIBE, SUMMARIZE, SHOW) are run, and they can read
 * nothing outside the lake's folder. Not thread-safe.
 */
public final class LakeQuery implements AutoCloseable {

  private static final int FETCHED = 2_048;

  private final Connection connection;
  private final List<LakeFile> files;

  private LakeQuery(Connection connection, List<LakeFile> files) {
    this.connection = connection;
    this.files = files;
  }

  /**
   * Opens a lake.
   *
   * @param lake the bucket's folder, which holds {@code data}, or {@code data} itself
   * @throws QueryException if the folder is no lake or its files cannot be read
   */
  public static LakeQuery open(Path lake) throws QueryException {
    try {
      List<LakeFile> files = LakeFiles.list(lake);
      Properties properties = new Properties();
      properties.setProperty("jdbc_stream_results", "true");
      Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        statement.execute(view("x", SourceId.X, files));
        statement.execute(view("reddit", SourceId.REDDIT, files));
        statement.execute(
            "SET allowed_directories = [" + allowed(LakeFiles.dataFolder(lake)) + "]");
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
      return new LakeQuery(connection, files);
    } catch (IOException | SQLException e) {
      throw new QueryException("cannot open the lake at " + lake + ": " + e.getMessage(), e);
    }
  }

  /** The files that the views read, as of opening. */
  public List<LakeFile> files() {
    return files;
  }

  /**
   * Runs one query and hands its head and rows to a sink as they come.
   *
   * @throws QueryException if it is no query, or fails
   */
  public void run(String sql, RowSink sink) throws QueryException {
    requireSelect(sql);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED);
      try (ResultSet rows = statement.executeQuery(sql)) {
        ResultSetMetaData head = rows.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= head.getColumnCount(); i++) {
          names.add(head.getColumnLabel(i));
        }
        sink.head(names);
        while (rows.next()) {
          List<Object> row = new ArrayList<>(names.size());
          for (int i = 1; i <= names.size(); i++) {
            row.add(QueryValues.plain(rows.getObject(i)));
          }
          sink.row(row);
        }
      }
    } catch (SQLException e) {
      throw new QueryException(reason(e.getMessage()), e);
    }
  }

  /** Runs one query and answers it as a table, with cells of at most so many columns. */
  public List<String> table(String sql, int maxCell) throws QueryException {
    TableSink sink = new TableSink(maxCell);
    run(sql, sink);
    return sink.lines();
  }

  @Override
  public void close() throws QueryException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new QueryException("cannot close DuckDB: " + e.getMessage(), e);
    }
  }

  /** Receives an answer. Values are null, text, numbers, booleans, or lists and maps of these. */
  public interface RowSink {
    /** The names of the columns, once, before any row. */
    void head(List<String> names);

    /** The next row. */
    void row(List<Object> values);
  }

  /** DuckDB writes only SELECT and its kin as JSON; what it cannot write so is not run. */
  private void requireSelect(String sql) throws QueryException {
    String question =
        "SELECT json_extract_string(j, '$.error') = 'false',"
            + " json_extract_string(j, '$.error_message'), json_array_length(j, '$.statements')"
            + " FROM (SELECT json_serialize_sql(?::VARCHAR) AS j)";
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, sql);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        if (!answer.getBoolean(1)) {
          String message = answer.getString(2);
          throw new QueryException(
              message != null && message.startsWith("Only SELECT")
                  ? "only SELECT, WITH, FROM, DESCRIBE, SUMMARIZE and SHOW are answered here"
                  : message);
        }
        if (answer.getLong(3) != 1) {
          throw new QueryException("one query at a time; this has " + answer.getLong(3));
        }
      }
    } catch (SQLException e) {
      throw new QueryException(reason(e.getMessage()), e);
    }
  }

  private static String view(String name, SourceId source, List<LakeFile> files) {
    List<Path> paths = LakeFiles.of(source, files);
    if (paths.isEmpty()) {
      return "CREATE VIEW " + name + " AS SELECT " + emptyColumns(source) + " WHERE false";
    }
    return "CREATE VIEW "
        + name
        + " AS SELECT * EXCLUDE (filename), "
        + source.code()
        + " AS source, parse_path(filename)[-2] AS miner_hotkey, parse_filename(filename) AS file"
        + " FROM read_parquet("
        + Sql.files(paths)
        + ", filename = true, hive_partitioning = false)";
  }

  private static String emptyColumns(SourceId source) {
    return Columns.of(source).stream().map(LakeQuery::emptyColumn).collect(Collectors.joining(", "))
        + ", "
        + source.code()
        + " AS source, NULL::VARCHAR AS miner_hotkey, NULL::VARCHAR AS file";
  }

  private static String emptyColumn(Column column) {
    String type =
        switch (column.type()) {
          case TIMESTAMP_MICROS -> "TIMESTAMPTZ";
          case STRING -> "VARCHAR";
          case LONG -> "BIGINT";
          case DOUBLE -> "DOUBLE";
          case BOOLEAN -> "BOOLEAN";
          case STRING_LIST -> "VARCHAR[]";
        };
    return "NULL::" + type + " AS \"" + column.name() + "\"";
  }

  /** The folder as it is, and as it stands in a pattern: DuckDB asks for both on its way. */
  private static String allowed(Path data) {
    String pattern = Sql.file(data);
    return Sql.literal(data + "/") + ", " + pattern.substring(0, pattern.length() - 1) + "/'";
  }

  /** What DuckDB says, without what its driver puts before and the drawing below. */
  private static String reason(String message) {
    return String.valueOf(message)
        .lines()
        .filter(line -> !line.startsWith("Invalid Input Error: Attempting to execute"))
        .findFirst()
        .map(line -> line.startsWith("Error: ") ? line.substring("Error: ".length()) : line)
        .orElse("DuckDB gave no reason");
  }
}
