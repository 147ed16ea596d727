package io.tributary.local.demo.expect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * The records of one miner's store, by address. Reads the store as it is, without the product's
 * code. Not thread-safe.
 */
final class SentRecords implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final PreparedStatement byUri;

  SentRecords(Path store) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + store);
    byUri =
        connection.prepareStatement(
            "SELECT datetime, source, label, content FROM DataEntity WHERE uri = ?");
  }

  /**
   * One record as it was sent.
   *
   * @param micros its creation time, microseconds since the epoch
   * @param label null if it has none
   */
  record Sent(long micros, int source, String label, JsonNode content) {}

  /** The record at an address, or null if the store has none there that can be read. */
  Sent at(String uri) throws SQLException {
    byUri.setString(1, uri);
    try (ResultSet row = byUri.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      Instant created = OffsetDateTime.parse(row.getString(1).replace(' ', 'T')).toInstant();
      String label = row.getString(3);
      return new Sent(
          ChronoUnit.MICROS.between(Instant.EPOCH, created),
          row.getInt(2),
          "NULL".equals(label) ? null : label,
          JSON.readTree(row.getBytes(4)));
    } catch (IOException | DateTimeParseException e) {
      return null;
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      byUri.close();
    }
  }
}
