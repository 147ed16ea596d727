package io.tributary.local.demo.expect;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a lake of generated stores with SQL alone: DuckDB takes the contents apart, and the first
 * holder of each key in {@code expected.json} owns its row.
 */
final class HandmadeLake {

  private final Path folder;
  private final Expectation expectation;
  private final Map<String, String> alterations = new HashMap<>();
  private int file;

  HandmadeLake(Path folder, Expectation expectation) {
    this.folder = folder;
    this.expectation = expectation;
  }

  Path root() {
    return folder.resolve("s3/bucket");
  }

  /** From now on writes this expression in place of a column. */
  void alter(String column, String expression) {
    alterations.put(column, expression);
  }

  /** Writes each owner's rows for which a condition holds; answers the keys for which not. */
  List<String> write(String condition) throws SQLException, IOException {
    return write(condition, -1);
  }

  void writeAgain(String condition) throws SQLException, IOException {
    write(condition, -1);
  }

  void writeUnder(String condition, int miner) throws SQLException, IOException {
    write(condition, miner);
  }

  private List<String> write(String condition, int under) throws SQLException, IOException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      load(duck);
      for (SourceId source : SourceId.values()) {
        for (int m = 0; m < expectation.miners().size(); m++) {
          writeFile(statement, source, m, under < 0 ? m : under, condition);
        }
      }
      List<String> left = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT key FROM kept WHERE NOT (" + condition + ")")) {
        while (rows.next()) {
          left.add(rows.getString(1));
        }
      }
      return left;
    }
  }

  private void writeFile(Statement sql, SourceId source, int owner, int under, String condition)
      throws SQLException, IOException {
    String rows =
        " FROM kept WHERE owner = "
            + owner
            + " AND source = "
            + source.code()
            + " AND ("
            + condition
            + ")";
    long count;
    try (ResultSet found = sql.executeQuery("SELECT count(*)" + rows)) {
      found.next();
      count = found.getLong(1);
    }
    if (count == 0) {
      return;
    }
    Hotkey hotkey = new Hotkey(expectation.miners().get(under).hotkey());
    String digest = String.format("%016x", ++file);
    ObjectKey key =
        ObjectKey.of(source, hotkey, Instant.parse("2026-11-22T11:00:00Z"), count, digest);
    Path path = root().resolve(key.path());
    Files.createDirectories(path.getParent());
    String plain =
        Columns.of(source).stream().map(HandmadeLake::column).collect(Collectors.joining(", "));
    String changed =
        Columns.of(source).stream()
            .map(
                c ->
                    alterations.getOrDefault(c.name(), '"' + c.name() + '"')
                        + " AS \""
                        + c.name()
                        + '"')
            .collect(Collectors.joining(", "));
    sql.execute(
        "COPY (SELECT "
            + changed
            + " FROM (SELECT "
            + plain
            + rows
            + ")) TO '"
            + path
            + "' (FORMAT parquet)");
  }

  private static String column(Column column) {
    String name = column.name();
    String as = " AS \"" + name + '"';
    if (name.equals("datetime")) {
      return "datetime::TIMESTAMPTZ" + as;
    }
    if (name.equals("label")) {
      return "nullif(label, 'NULL')" + as;
    }
    String text = "(content->>'$." + name + "')";
    return switch (column.type()) {
      case STRING, TIMESTAMP_MICROS -> text + as;
      case LONG -> text + "::BIGINT" + as;
      case DOUBLE -> text + "::DOUBLE" + as;
      case BOOLEAN -> text + "::BOOLEAN" + as;
      case STRING_LIST ->
          "CASE WHEN json_type(content, '$."
              + name
              + "') = 'ARRAY' THEN content->>'$."
              + name
              + "[*]' END"
              + as;
    };
  }

  private void load(Connection duck) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(
          "CREATE TABLE kept (key VARCHAR, owner INT, source INT, datetime VARCHAR, label VARCHAR,"
              + " content JSON)");
    }
    Map<String, String> keys = new HashMap<>();
    expectation.holders().keySet().forEach(k -> keys.put(k.substring(k.lastIndexOf(':') + 1), k));
    try (PreparedStatement insert =
        duck.prepareStatement("INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?)")) {
      for (int m = 0; m < expectation.miners().size(); m++) {
        Path store =
            folder.resolve(
                "stores/" + expectation.miners().get(m).name() + "/SqliteMinerStorage.sqlite");
        loadStore(store, m, keys, insert);
      }
      insert.executeBatch();
    }
  }

  private void loadStore(Path store, int miner, Map<String, String> keys, PreparedStatement insert)
      throws SQLException {
    try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = sqlite.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT coalesce(json_extract(content, '$.tweet_id'),"
                    + " substr(json_extract(content, '$.id'), 4)), source, datetime, label,"
                    + " CAST(content AS TEXT) FROM DataEntity"
                    + " WHERE CASE WHEN json_valid(content) THEN json_type(content) END = 'object'"
                    + " ORDER BY uri")) {
      while (rows.next()) {
        String key = rows.getString(1) == null ? null : keys.get(rows.getString(1));
        if (key == null || expectation.holders().get(key)[0] != miner) {
          continue;
        }
        keys.remove(rows.getString(1)); // a miner may hold an item twice; one row is kept
        insert.setString(1, key);
        insert.setInt(2, miner);
        insert.setInt(3, rows.getInt(2));
        insert.setString(4, rows.getString(3));
        insert.setString(5, rows.getString(4));
        insert.setString(6, rows.getString(5));
        insert.addBatch();
      }
    }
  }
}
