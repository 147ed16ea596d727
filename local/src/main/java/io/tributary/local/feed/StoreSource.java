package io.tributary.local.feed;

import io.tributary.schemas.avro.MinerRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/**
 * A miner's SQLite store. The table has no insertion order, so every pass goes over all of it in
 * the order of its primary key, in pages, each its own short read transaction; the miner may write
 * meanwhile. A pass is left out when SQLite says that nobody committed since the last.
 */
final class StoreSource implements RecordSource {

  private static final int PAGE_ROWS = 2_000;
  private static final int BUSY_MILLIS = 30_000;

  private final Path file;
  private final long maxRowBytes;
  private final RowDigest digest = new RowDigest();

  private Connection connection;
  private Object fileKey;
  private StoreOrder order;
  private StoreOrder.Place place;
  private long versionAtBegin;
  private Long versionAtEnd;

  /**
   * @param maxRowBytes content above this is not read into memory
   * @throws FeedException if the file is not there or is no store
   */
  StoreSource(Path file, long maxRowBytes) throws FeedException {
    this.file = file;
    this.maxRowBytes = maxRowBytes;
    open();
  }

  @Override
  public Pass begin(boolean mayGrow) throws FeedException {
    try {
      if (!currentFileKey().equals(fileKey)) {
        connection.close();
        open();
      }
      versionAtBegin = dataVersion();
    } catch (SQLException e) {
      throw failed(e);
    }
    place = null;
    boolean same = versionAtEnd != null && versionAtEnd == versionAtBegin;
    return same ? Pass.NOTHING : Pass.ALL;
  }

  @Override
  public boolean readPage(Visitor visitor) throws FeedException {
    try (PreparedStatement select = order.select(connection, place, maxRowBytes, PAGE_ROWS);
        ResultSet rows = select.executeQuery()) {
      int count = 0;
      while (rows.next()) {
        count++;
        SourceRow row = read(rows);
        place = order.place(rows);
        if (!visitor.visit(row)) {
          return true;
        }
      }
      if (count == PAGE_ROWS) {
        return true;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    versionAtEnd = versionAtBegin;
    return false;
  }

  @Override
  public void restart() {
    versionAtEnd = null;
  }

  @Override
  public void close() throws FeedException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private SourceRow read(ResultSet rows) throws SQLException {
    MinerRecord minerRecord = new MinerRecord();
    minerRecord.setUri(text(rows.getObject(1)));
    minerRecord.setDatetime(text(rows.getObject(2)));
    minerRecord.setSource(text(rows.getObject(3)));
    minerRecord.setLabel(text(rows.getObject(4)));
    byte[] content = bytes(rows.getObject(5));
    minerRecord.setContent(content == null ? null : ByteBuffer.wrap(content));
    minerRecord.setContentSizeBytes(number(rows.getObject(6)));
    long tooLarge = rows.getLong(7);
    byte[] rowDigest = digest.of(minerRecord);
    byte[] uri = rows.getBytes(1);
    // Text and a blob of the same bytes are two primary keys.
    long kind = "blob".equals(rows.getString(8)) ? 1 : 0;
    byte[] key = uri == null ? rowDigest : digest.of(kind, uri);
    if (tooLarge > 0) {
      return new SourceRow(
          key, rowDigest, null, 0, minerRecord.getUri() + " of " + tooLarge + " bytes");
    }
    long size = (content == null ? 0 : content.length) + 400L;
    return new SourceRow(key, rowDigest, minerRecord, size, minerRecord.getUri());
  }

  private void open() throws FeedException {
    if (!Files.isRegularFile(file)) {
      throw new FeedException("there is no store at " + file);
    }
    fileKey = currentFileKey();
    versionAtEnd = null;
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(BUSY_MILLIS);
    try {
      connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri());
      order = StoreOrder.of(connection);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private Object currentFileKey() throws FeedException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key == null ? file : key;
    } catch (IOException e) {
      throw new FeedException("the store " + file + " cannot be looked at: " + e.getMessage(), e);
    }
  }

  private long dataVersion() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA data_version")) {
      row.next();
      return row.getLong(1);
    }
  }

  private FeedException failed(SQLException e) {
    return new FeedException("the store " + file + " cannot be read: " + e.getMessage(), e);
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value == null ? null : value.toString();
  }

  private static byte[] bytes(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    return value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A whole number; anything else has no place in a record and counts as missing. */
  private static Long number(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    return value == null ? null : WholeNumber.parse(text(value));
  }
}
