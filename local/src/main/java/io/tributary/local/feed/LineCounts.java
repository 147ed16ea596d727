package io.tributary.local.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * How often each line came in a pass, on disk, so that equal lines are told apart and each is sent.
 * Lost at close: a pass counts anew.
 */
final class LineCounts implements AutoCloseable {

  private final Path file;
  private final Connection connection;
  private final PreparedStatement next;

  LineCounts(Path file) throws FeedException {
    this.file = file;
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.OFF);
    config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
    try {
      Files.deleteIfExists(file);
      connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri());
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE line (digest BLOB PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID");
      }
      connection.setAutoCommit(false);
      next =
          connection.prepareStatement(
              "INSERT INTO line (digest, count) VALUES (?, 1) ON CONFLICT (digest)"
                  + " DO UPDATE SET count = count + 1 RETURNING count");
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  /** How often this line came by now, from 1. */
  long count(byte[] digest) throws FeedException {
    try {
      next.setBytes(1, digest);
      try (ResultSet row = next.executeQuery()) {
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Begins to count anew. */
  void clear() throws FeedException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM line");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() throws FeedException {
    try {
      connection.close();
      Files.deleteIfExists(file);
    } catch (SQLException | IOException e) {
      throw failed(e);
    }
  }

  private FeedException failed(Exception e) {
    return new FeedException("the feeder cannot use " + file + ": " + e.getMessage(), e);
  }
}
