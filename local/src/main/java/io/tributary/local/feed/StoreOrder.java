package io.tributary.local.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * In which order a store's rows are passed over, so that a pass can go on after any row: by {@code
 * uri}, the primary key of a table WITHOUT ROWID, or by row id where somebody's table has one.
 */
enum StoreOrder {
  URI("uri"),
  ROW_ID("rowid");

  private static final String COLUMNS =
      "SELECT uri, datetime, source, CASE WHEN %1$s THEN label END,"
          + " CASE WHEN %1$s THEN content END, contentSizeBytes,"
          + " CASE WHEN %1$s THEN 0 ELSE %2$s END, typeof(uri), %3$s FROM DataEntity ";
  private static final String SIZE =
      "(ifnull(octet_length(content), 0) + ifnull(octet_length(label), 0))";

  private final String column;

  StoreOrder(String column) {
    this.column = column;
  }

  /**
   * The place of a row in the order.
   *
   * @param key the row's key as it is bound
   * @param text whether that is text; its bytes are bound, since text need not be valid UTF-8
   */
  record Place(Object key, boolean text) {}

  /** The order that fits a store. */
  static StoreOrder of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT uri FROM DataEntity LIMIT 0").close();
      try {
        statement.executeQuery("SELECT rowid FROM DataEntity LIMIT 0").close();
        return ROW_ID;
      } catch (SQLException e) {
        // That there is no such column is what tells a table WITHOUT ROWID.
        return URI;
      }
    }
  }

  /** Rows after a place, or from the start if it is null. The caller closes it. */
  @SuppressWarnings("resource")
  PreparedStatement select(Connection connection, Place after, long maxRowBytes, int rows)
      throws SQLException {
    String fits = SIZE + " <= " + maxRowBytes;
    String where =
        after == null ? "" : "WHERE " + column + " > " + (after.text() ? "CAST(? AS TEXT) " : "? ");
    PreparedStatement select =
        connection.prepareStatement(
            COLUMNS.formatted(fits, SIZE, column)
                + where
                + "ORDER BY "
                + column
                + " LIMIT "
                + rows);
    if (after != null) {
      bind(select, after.key());
    }
    return select;
  }

  /** The place of the current row of a {@link #select}. */
  Place place(ResultSet rows) throws SQLException {
    if (this == ROW_ID) {
      return new Place(rows.getLong(9), false);
    }
    return new Place(rows.getBytes(1), "text".equals(rows.getString(8)));
  }

  private static void bind(PreparedStatement select, Object key) throws SQLException {
    if (key instanceof byte[] bytes) {
      select.setBytes(1, bytes);
    } else {
      select.setObject(1, key);
    }
  }
}
