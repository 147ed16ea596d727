package io.tributary.local.demo.expect;

import io.tributary.local.query.Sql;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads Parquet files row by row with DuckDB. Not thread-safe. */
final class LakeRows implements AutoCloseable {

  private final Connection connection;

  LakeRows() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "true");
    connection = DriverManager.getConnection("jdbc:duckdb:", properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
  }

  /** Takes one row. */
  interface RowTaker {
    void take(LakeRow row) throws SQLException;
  }

  /** The names of a file's columns, in its order. */
  List<String> columns(Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + table(file) + " LIMIT 0")) {
      ResultSetMetaData head = none.getMetaData();
      String[] names = new String[head.getColumnCount()];
      for (int i = 0; i < names.length; i++) {
        names[i] = head.getColumnLabel(i + 1);
      }
      return List.of(names);
    }
  }

  /** Hands on every row of a file; answers how many there are. */
  long read(Path file, int source, RowTaker taker) throws SQLException {
    List<String> columns = columns(file);
    long rows = 0;
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT * REPLACE (epoch_us(datetime) AS datetime) FROM " + table(file))) {
      while (found.next()) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
          values.put(columns.get(i), value(found.getObject(i + 1)));
        }
        taker.take(new LakeRow(source, values));
        rows++;
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static String table(Path file) {
    return "read_parquet(" + Sql.file(file) + ", hive_partitioning = false)";
  }

  private static Object value(Object value) throws SQLException {
    if (value instanceof Array array) {
      return Arrays.asList((Object[]) array.getArray());
    }
    return value;
  }
}
