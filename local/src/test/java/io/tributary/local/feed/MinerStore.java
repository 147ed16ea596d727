package io.tributary.local.feed;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A miner's store as miners make it. */
final class MinerStore implements AutoCloseable {

  static final String DATETIME = "2026-11-22 10:00:00+00:00";

  final Path file;
  private final Connection connection;

  MinerStore(Path file, String tail) throws SQLException {
    this.file = file;
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    run("PRAGMA journal_mode=WAL");
    run("PRAGMA busy_timeout=20000");
    run(
        "CREATE TABLE DataEntity (uri TEXT PRIMARY KEY, datetime TIMESTAMP(6) NOT NULL,"
            + " timeBucketId INTEGER NOT NULL, source INTEGER NOT NULL, label CHAR(32),"
            + " content BLOB NOT NULL, contentSizeBytes INTEGER NOT NULL) "
            + tail);
    run(
        "CREATE INDEX data_entity_bucket_index2 ON DataEntity"
            + " (timeBucketId, source, label, contentSizeBytes)");
  }

  static MinerStore in(Path directory) throws SQLException {
    return new MinerStore(directory.resolve("SqliteMinerStorage.sqlite"), "WITHOUT ROWID");
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void put(Object uri, String datetime, Object label, Object content) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("REPLACE INTO DataEntity VALUES (?, ?, 1, 2, ?, ?, ?)")) {
      insert.setObject(1, uri);
      insert.setString(2, datetime);
      insert.setObject(3, label);
      insert.setObject(4, content);
      insert.setLong(5, content instanceof byte[] bytes ? bytes.length : 0);
      insert.executeUpdate();
    }
  }

  void put(String uri, String content) throws SQLException {
    put(uri, DATETIME, "NULL", content.getBytes(StandardCharsets.UTF_8));
  }

  /** Rows {@code u<from>} to before {@code u<to>}, all of one second. */
  void fill(int from, int to) throws SQLException {
    connection.setAutoCommit(false);
    for (int i = from; i < to; i++) {
      put("u" + i, "content " + i);
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
