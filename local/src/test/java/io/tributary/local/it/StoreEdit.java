package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Changes a miner's store as its scraper would. Not thread-safe. */
final class StoreEdit implements AutoCloseable {

  private final Connection connection;

  StoreEdit(Path store) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + store);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=20000");
    }
  }

  /** A row as it is stored. */
  record Row(String uri, String datetime, long bucket, int source, String label, String content) {

    /** The same post under another id and so another address. */
    Row withId(String oldId, String newId) {
      assertThat(uri).contains(oldId);
      return new Row(
          uri.replace(oldId, newId),
          datetime,
          bucket,
          source,
          label,
          content.replace(oldId, newId));
    }

    /** The same record, scraped again: other bytes that say the same. */
    Row scrapedAgain() {
      return new Row(uri, datetime, bucket, source, label, content.replaceFirst("\\{", "{ "));
    }
  }

  /** The row of an address; fails if there is none. */
  Row row(String uri) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM DataEntity WHERE uri = ?")) {
      select.setString(1, uri);
      try (ResultSet found = select.executeQuery()) {
        assertThat(found.next()).as("a row of %s", uri).isTrue();
        return new Row(
            found.getString("uri"),
            found.getString("datetime"),
            found.getLong("timeBucketId"),
            found.getInt("source"),
            found.getString("label"),
            new String(found.getBytes("content"), StandardCharsets.UTF_8));
      }
    }
  }

  /** Whether some row has this address. */
  boolean has(String uri) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM DataEntity WHERE uri = ?")) {
      select.setString(1, uri);
      try (ResultSet found = select.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Inserts a row, or replaces the one of its address. */
  void put(Row row) throws SQLException {
    byte[] content = row.content().getBytes(StandardCharsets.UTF_8);
    try (PreparedStatement insert =
        connection.prepareStatement("REPLACE INTO DataEntity VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, row.uri());
      insert.setString(2, row.datetime());
      insert.setLong(3, row.bucket());
      insert.setInt(4, row.source());
      insert.setString(5, row.label());
      insert.setBytes(6, content);
      insert.setLong(7, content.length);
      insert.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
