package io.tributary.local.demo.stores;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes a miner's store in upstream's form (CONTRACT 1.1b). One writer, one transaction; closing
 * without {@link #finish} leaves an empty store. Not thread-safe.
 */
final class StoreFile implements AutoCloseable {

  /** The name that upstream's miners give it. */
  static final String NAME = "SqliteMinerStorage.sqlite";

  private static final int BATCH = 500;

  private final Connection connection;
  private final PreparedStatement insert;
  private int pending;

  StoreFile(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      // No journal yet: a store that is cut off while it is made is thrown away whole.
      statement.execute("PRAGMA journal_mode=OFF");
      statement.execute("PRAGMA synchronous=OFF");
      statement.execute(
          "CREATE TABLE DataEntity ("
              + "uri TEXT PRIMARY KEY, "
              + "datetime TIMESTAMP(6) NOT NULL, "
              + "timeBucketId INTEGER NOT NULL, "
              + "source INTEGER NOT NULL, "
              + "label CHAR(32), "
              + "content BLOB NOT NULL, "
              + "contentSizeBytes INTEGER NOT NULL) WITHOUT ROWID");
    }
    connection.setAutoCommit(false);
    insert = connection.prepareStatement("INSERT INTO DataEntity VALUES (?, ?, ?, ?, ?, ?, ?)");
  }

  /**
   * @throws SQLException if the uri is taken, or the file cannot be written
   */
  void add(StoreRecord row) throws SQLException {
    insert.setString(1, row.uri());
    insert.setString(2, row.datetime());
    insert.setLong(3, row.timeBucketId());
    insert.setInt(4, row.source());
    insert.setString(5, row.label());
    insert.setBytes(6, row.content());
    insert.setLong(7, row.contentSizeBytes());
    insert.addBatch();
    if (++pending == BATCH) {
      insert.executeBatch();
      pending = 0;
    }
  }

  /** Makes all rows visible, indexed, and the store one that is written in WAL mode. */
  void finish() throws SQLException {
    insert.executeBatch();
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE INDEX data_entity_bucket_index ON DataEntity"
              + " (timeBucketId, source, label, contentSizeBytes)");
      statement.execute("PRAGMA journal_mode=WAL");
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      insert.close();
    }
  }
}
