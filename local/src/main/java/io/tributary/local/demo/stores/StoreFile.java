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
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=OFF"); // made again from its seed if the power fails
      statement.execute(
          "CREATE TABLE DataEntity ("
              + "uri TEXT PRIMARY KEY, "
              + "datetime TIMESTAMP(6) NOT NULL, "
              + "timeBucketId INTEGER NOT NULL, "
              + "source INTEGER NOT NULL, "
              + "label CHAR(32), "
              + "content BLOB NOT NULL, "
              + "contentSizeBytes INTEGER NOT NULL) WITHOUT ROWID");
      statement.execute(
          "CREATE INDEX data_entity_bucket_index ON DataEntity"
              + " (timeBucketId, source, label, contentSizeBytes)");
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

  /** Makes all rows visible. */
  void finish() throws SQLException {
    insert.executeBatch();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      insert.close();
    }
  }
}
