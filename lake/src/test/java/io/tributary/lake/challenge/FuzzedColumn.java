package io.tributary.lake.challenge;

import io.tributary.schemas.SourceId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;

/**
 * The form of a column chunk among the inputs of a fuzzer: the column and the codec (1 byte each),
 * where its first data page is (2 bytes, big-endian), and its bytes. It lies in a file of a hundred
 * rows whose other columns are in order.
 */
final class FuzzedColumn {

  static final List<String> COLUMNS =
      List.of("text", "url", "label", "tweet_id", "username", "view_count", "datetime");

  private static final CompressionCodec[] CODECS = {
    CompressionCodec.ZSTD, CompressionCodec.SNAPPY, CompressionCodec.GZIP, CompressionCodec.LZ4
  };
  private static final int HEADER_BYTES = 4;
  private static final SignedFile BASE = SignedFile.honest(SourceId.X, 100, 1);

  private FuzzedColumn() {}

  /** The first chunk of a column of a file as an input. */
  static byte[] write(SignedFile file, String column) {
    Forgery forgery = Forgery.of(file);
    int place = forgery.place(column);
    ColumnMetaData meta = forgery.column(0, place);
    byte[] chunk = forgery.chunk(0, place);
    int codec = Math.max(0, Arrays.asList(CODECS).indexOf(meta.getCodec()));
    return ByteBuffer.allocate(HEADER_BYTES + chunk.length)
        .put((byte) COLUMNS.indexOf(column))
        .put((byte) codec)
        .putShort((short) (meta.getData_page_offset() - forgery.offset(0, place)))
        .put(chunk)
        .array();
  }

  /** Which column an input is of. */
  static String column(byte[] input) {
    return COLUMNS.get((input[0] & 0xFF) % COLUMNS.size());
  }

  /** An input as a file that is signed; null if it is too short for one. */
  static SignedFile read(byte[] input) {
    if (input.length <= HEADER_BYTES) {
      return null;
    }
    Forgery forgery = Forgery.of(BASE);
    int place = forgery.place(column(input));
    int firstDataPage = ByteBuffer.wrap(input).getShort(2) & 0xFFFF;
    forgery.replaceChunk(0, place, Arrays.copyOfRange(input, HEADER_BYTES, input.length));
    ColumnMetaData meta = forgery.column(0, place);
    meta.setCodec(CODECS[(input[1] & 0xFF) % CODECS.length]);
    if (firstDataPage > 0) {
      long at = meta.getData_page_offset();
      meta.setDictionary_page_offset(at);
      meta.setData_page_offset(at + firstDataPage);
    }
    return forgery.sign();
  }
}
