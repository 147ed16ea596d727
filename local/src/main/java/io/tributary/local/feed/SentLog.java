package io.tributary.local.feed;

import io.tributary.hotkey.batch.StreamId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * What was sent, on disk: the stream's id, the next counter, and for every row 16 bytes that name
 * it and 16 that tell its content. What a method wrote is safe against a crash when it returns.
 * Used by one thread at a time.
 *
 * <p>A row's entry is looked at in every pass; an entry not seen for more than a week's worth of
 * passes belongs to a row that its store deleted and is forgotten.
 */
final class SentLog implements AutoCloseable {

  private static final String FORM = "1";
  private static final int REFRESH_DAYS = 7;

  /**
   * A row that was sent.
   *
   * @param key the row's name
   * @param digest its content
   */
  record Entry(byte[] key, byte[] digest) {}

  private final Path file;
  private final Connection connection;
  private final PreparedStatement find;
  private final PreparedStatement upsert;

  private SentLog(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.find = connection.prepareStatement("SELECT digest, seen FROM sent WHERE key = ?");
    this.upsert =
        connection.prepareStatement(
            "INSERT INTO sent (key, digest, seen) VALUES (?, ?, ?) ON CONFLICT (key)"
                + " DO UPDATE SET digest = excluded.digest, seen = excluded.seen");
  }

  /**
   * Opens the log in this file, or makes one with a new stream id.
   *
   * @param destination who sends to where: a log belongs to one destination
   * @throws FeedException if it cannot be opened or belongs to another destination
   */
  static SentLog open(Path file, String destination, SecureRandom random) throws FeedException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
      try {
        prepare(connection, destination, file, random);
        return new SentLog(file, connection);
      } catch (SQLException | FeedException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private static void prepare(
      Connection connection, String destination, Path file, SecureRandom random)
      throws SQLException, FeedException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS sent (key BLOB PRIMARY KEY, digest BLOB NOT NULL,"
              + " seen INTEGER NOT NULL) WITHOUT ROWID");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)")) {
      insertMeta(insert, "form", FORM);
      insertMeta(insert, "destination", destination);
      insertMeta(insert, "stream", StreamId.random(random).toBytes());
      insertMeta(insert, "counter", 0L);
      insertMeta(insert, "pruned", 0L);
    }
    connection.commit();
    String form = (String) meta(connection, "form");
    if (!FORM.equals(form)) {
      throw new FeedException(
          "the feeder's record " + file + " has form " + form + ", this release knows " + FORM);
    }
    String known = (String) meta(connection, "destination");
    if (!destination.equals(known)) {
      throw new FeedException(
          "the feeder's record "
              + file
              + " is of "
              + known
              + ", not of "
              + destination
              + "; choose another --state directory");
    }
  }

  /** The stream's id, made once for this log. */
  StreamId stream() throws FeedException {
    try {
      return StreamId.of((byte[]) meta(connection, "stream"));
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  /** Takes counters that nobody took or will take, and answers the first. */
  long reserveCounters(int count) throws FeedException {
    try (Statement statement = connection.createStatement()) {
      long first = ((Number) meta(connection, "counter")).longValue();
      statement.execute(
          "UPDATE meta SET value = " + Math.addExact(first, count) + " WHERE name = 'counter'");
      connection.commit();
      return first;
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  /** Whether this content of the row was sent; if so, notes at times that the row still exists. */
  boolean isSent(byte[] key, byte[] digest, long today) throws FeedException {
    try {
      find.setBytes(1, key);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next() || !Arrays.equals(row.getBytes(1), digest)) {
          return false;
        }
        if (row.getLong(2) > today - REFRESH_DAYS) {
          return true;
        }
      }
      put(new Entry(key, digest), today);
      return true;
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  /** Notes rows as sent. */
  void record(List<Entry> entries, long today) throws FeedException {
    try {
      for (Entry entry : entries) {
        put(entry, today);
      }
      connection.commit();
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  /**
   * Ends a pass that saw every row: at most once a day forgets entries whose rows are gone.
   *
   * @param startedOn the day on which the pass began
   */
  void endPass(long startedOn) throws FeedException {
    try (Statement statement = connection.createStatement()) {
      if (((Number) meta(connection, "pruned")).longValue() != startedOn) {
        statement.execute("DELETE FROM sent WHERE seen < " + (startedOn - REFRESH_DAYS - 1));
        statement.execute("UPDATE meta SET value = " + startedOn + " WHERE name = 'pruned'");
      }
      connection.commit();
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  /** How many rows are noted. */
  long size() throws FeedException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM sent")) {
      return row.getLong(1);
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  @Override
  public void close() throws FeedException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(file, e);
    }
  }

  private void put(Entry entry, long today) throws SQLException {
    upsert.setBytes(1, entry.key());
    upsert.setBytes(2, entry.digest());
    upsert.setLong(3, today);
    upsert.executeUpdate();
  }

  private static void insertMeta(PreparedStatement insert, String name, Object value)
      throws SQLException {
    insert.setString(1, name);
    insert.setObject(2, value);
    insert.executeUpdate();
  }

  private static Object meta(Connection connection, String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("the entry " + name + " is missing");
        }
        return row.getObject(1);
      }
    }
  }

  private static FeedException failed(Path file, SQLException e) {
    return new FeedException(
        "the feeder's record " + file + " cannot be used: " + e.getMessage(), e);
  }
}
