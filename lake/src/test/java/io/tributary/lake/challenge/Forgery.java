package io.tributary.lake.challenge;

import com.github.luben.zstd.Zstd;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.commitment.FooterKeys;
import io.tributary.lake.commitment.LeafDigests;
import io.tributary.schemas.SourceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Takes a file of the encoder apart and puts another one together, with digests and a signature
 * that hold: what a miner can do that writes behind the ingest.
 */
final class Forgery {

  private final SourceId source;
  private byte[] data;
  private final FileMetaData footer;
  private final byte[] indexes;
  private boolean keepsIndexes = true;

  private Forgery(SourceId source, byte[] data, FileMetaData footer, byte[] indexes) {
    this.source = source;
    this.data = data;
    this.footer = footer;
    this.indexes = indexes;
  }

  static Forgery of(SignedFile file) {
    byte[] bytes = file.bytes();
    int length =
        ByteBuffer.wrap(bytes, bytes.length - 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    int start = bytes.length - 8 - length;
    int dataLength = (int) file.facts().dataLength();
    try {
      FileMetaData footer =
          Util.readFileMetaData(new ByteArrayInputStream(bytes, start, length), length + 1);
      return new Forgery(
          file.facts().source(),
          Arrays.copyOf(bytes, dataLength),
          footer,
          Arrays.copyOfRange(bytes, dataLength, start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FileMetaData footer() {
    return footer;
  }

  byte[] data() {
    return data;
  }

  ColumnMetaData column(int group, int column) {
    return footer.getRow_groups().get(group).getColumns().get(column).getMeta_data();
  }

  /** The place of a column among the leaves of the schema. */
  int place(String name) {
    var columns = footer.getRow_groups().get(0).getColumns();
    for (int i = 0; i < columns.size(); i++) {
      if (String.join(".", columns.get(i).getMeta_data().getPath_in_schema()).equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** Where a column chunk begins. */
  int offset(int group, int column) {
    return (int) first(column(group, column));
  }

  /** The bytes of a column chunk. */
  byte[] chunk(int group, int column) {
    ColumnMetaData meta = column(group, column);
    int from = (int) first(meta);
    return Arrays.copyOfRange(data, from, from + (int) meta.getTotal_compressed_size());
  }

  /** Puts other bytes in the place of a column chunk; what follows moves. */
  Forgery replaceChunk(int group, int column, byte[] bytes) {
    dropIndexes();
    ColumnMetaData replaced = column(group, column);
    long at = first(replaced);
    long old = replaced.getTotal_compressed_size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(data, 0, (int) at);
    out.writeBytes(bytes);
    out.write(data, (int) (at + old), data.length - (int) (at + old));
    data = out.toByteArray();
    long shift = bytes.length - old;
    for (RowGroup rowGroup : footer.getRow_groups()) {
      for (ColumnChunk chunk : rowGroup.getColumns()) {
        ColumnMetaData meta = chunk.getMeta_data();
        if (meta.getData_page_offset() > at && !meta.equals(replaced)) {
          meta.setData_page_offset(meta.getData_page_offset() + shift);
          if (meta.isSetDictionary_page_offset()) {
            meta.setDictionary_page_offset(meta.getDictionary_page_offset() + shift);
          }
        }
      }
    }
    replaced.setTotal_compressed_size(bytes.length);
    replaced.setData_page_offset(at);
    replaced.unsetDictionary_page_offset();
    return this;
  }

  /** Leaves page indexes and Bloom filters out. */
  Forgery dropIndexes() {
    keepsIndexes = false;
    for (RowGroup rowGroup : footer.getRow_groups()) {
      for (ColumnChunk chunk : rowGroup.getColumns()) {
        chunk.unsetColumn_index_offset();
        chunk.unsetColumn_index_length();
        chunk.unsetOffset_index_offset();
        chunk.unsetOffset_index_length();
        chunk.getMeta_data().unsetBloom_filter_offset();
        chunk.getMeta_data().unsetBloom_filter_length();
      }
    }
    return this;
  }

  /** The file with its digests, signed for the rows that its footer states. */
  SignedFile sign() {
    return sign(footer.getNum_rows());
  }

  /** The file with its digests, signed for any number of rows. */
  SignedFile sign(long rows) {
    set(FooterKeys.DATA_LENGTH, Integer.toString(data.length));
    set(FooterKeys.LEAF_DIGESTS, leaves(data).toBase64());
    ByteArrayOutputStream structure = new ByteArrayOutputStream();
    try {
      Util.writeFileMetaData(footer, structure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return withFooter(structure.toByteArray(), rows);
  }

  /** The file with any bytes for a footer. */
  SignedFile withFooter(byte[] structure, long rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(data);
    if (keepsIndexes) {
      out.writeBytes(indexes);
    }
    out.writeBytes(structure);
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(structure.length).array());
    out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    return SignedFile.claim(out.toByteArray(), source, rows, data.length, SignedFile.LEAF);
  }

  void set(String key, String value) {
    for (KeyValue entry : footer.getKey_value_metadata()) {
      if (entry.getKey().equals(key)) {
        entry.setValue(value);
      }
    }
  }

  static LeafDigests leaves(byte[] data) {
    ByteArrayOutputStream digests = new ByteArrayOutputStream();
    for (int at = 0, leaf = 0; at < data.length; at += SignedFile.LEAF, leaf++) {
      int length = Math.min(SignedFile.LEAF, data.length - at);
      digests.writeBytes(Commitments.leafDigest(Commitments.sha256(), leaf, data, at, length));
    }
    return LeafDigests.of(digests.toByteArray());
  }

  /** A page: its header as changed, and its compressed body. */
  static byte[] page(PageHeader header, byte[] compressed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Util.writePageHeader(header, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.writeBytes(compressed);
    return out.toByteArray();
  }

  /** Replaces the only page of a chunk: another header, and another body if there is one. */
  Forgery repage(int group, String column, Consumer<PageHeader> change, byte[] body) {
    int place = place(column);
    byte[] chunk = chunk(group, place);
    ByteArrayInputStream in = new ByteArrayInputStream(chunk);
    try {
      PageHeader header = Util.readPageHeader(in);
      byte[] compressed = body == null ? in.readAllBytes() : Zstd.compress(body);
      if (body != null) {
        header.setUncompressed_page_size(body.length);
        header.setCompressed_page_size(compressed.length);
      }
      change.accept(header);
      return replaceChunk(group, place, page(header, compressed));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the dictionary of a chunk: another header, and another body if there is one. */
  Forgery replaceDictionary(int group, String column, Consumer<PageHeader> change, byte[] body) {
    int place = place(column);
    ColumnMetaData meta = column(group, place);
    long at = meta.getDictionary_page_offset();
    byte[] chunk = chunk(group, place);
    int dataAt = (int) (meta.getData_page_offset() - at);
    ByteArrayInputStream in = new ByteArrayInputStream(chunk, 0, dataAt);
    try {
      PageHeader header = Util.readPageHeader(in);
      byte[] compressed = body == null ? in.readAllBytes() : Zstd.compress(body);
      if (body != null) {
        header.setUncompressed_page_size(body.length);
        header.setCompressed_page_size(compressed.length);
      }
      change.accept(header);
      byte[] page = page(header, compressed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(page);
      out.write(chunk, dataAt, chunk.length - dataAt);
      replaceChunk(group, place, out.toByteArray());
      meta.setDictionary_page_offset(at);
      meta.setData_page_offset(at + page.length);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The unpacked body of the only page of a chunk. */
  byte[] body(int group, String column) {
    ByteArrayInputStream in = new ByteArrayInputStream(chunk(group, place(column)));
    try {
      PageHeader header = Util.readPageHeader(in);
      return Zstd.decompress(in.readAllBytes(), header.getUncompressed_page_size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long first(ColumnMetaData meta) {
    return meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0
        ? Math.min(meta.getDictionary_page_offset(), meta.getData_page_offset())
        : meta.getData_page_offset();
  }
}
