package io.tributary.local.demo.stores;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a store as anybody would who knows upstream's form. */
final class StoreRows {

  private StoreRows() {}

  static List<StoreRecord> read(Path store) throws SQLException {
    List<StoreRecord> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT uri, datetime, timeBucketId, source, label, content, contentSizeBytes"
                    + " FROM DataEntity ORDER BY uri")) {
      while (found.next()) {
        rows.add(
            new StoreRecord(
                found.getString(1),
                found.getString(2),
                found.getLong(3),
                found.getInt(4),
                found.getString(5),
                found.getBytes(6),
                found.getLong(7),
                null,
                null));
      }
    }
    return rows;
  }
}
