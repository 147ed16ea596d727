package io.tributary.lake.column;

import io.tributary.lake.proof.ColumnChunkExtent;
import io.tributary.lake.proof.CompactWalk;
import io.tributary.lake.proof.UnsoundFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Cuts a column chunk into pages and unpacks them one at a time, each only after its claims were
 * checked: at most one page is in memory. Flat columns only. Not thread-safe.
 */
final class PageSource {

  private static final int MAX_HEADER_ELEMENTS = 100;

  private final byte[] bytes;
  private final ColumnChunkExtent chunk;
  private final ColumnLimits limits;
  private final PageCodec codec;
  private final PrimitiveType type;
  private final boolean optional;
  private int position;
  private long valuesLeft;
  private long unpacked;
  private boolean hasDictionary;

  /**
   * @param bytes all bytes of the chunk
   */
  PageSource(byte[] bytes, ColumnChunkExtent chunk, PrimitiveType type, ColumnLimits limits)
      throws MalformedColumnException {
    this.bytes = bytes;
    this.chunk = chunk;
    this.limits = limits;
    this.type = type;
    this.optional = type.getRepetition() == org.apache.parquet.schema.Type.Repetition.OPTIONAL;
    codec = PageCodec.of(chunk.codec());
    valuesLeft = chunk.values();
  }

  /** Uncompressed bytes of the pages so far. */
  long unpackedBytes() {
    return unpacked;
  }

  /** Whether all values were handed out and all bytes belong to pages. */
  boolean isExhausted() {
    return valuesLeft == 0 && position == bytes.length;
  }

  /** The dictionary, if the chunk begins with one; before any data page. */
  DictionaryPage dictionary() throws MalformedColumnException {
    long dataAt = chunk.firstDataPage() - chunk.offset();
    if (dataAt == 0) {
      return null;
    }
    Page page = next();
    if (!page.header.isSetDictionary_page_header() || position != dataAt) {
      throw new MalformedColumnException("the first data page is not where the footer says");
    }
    DictionaryPageHeader dictionary = page.header.getDictionary_page_header();
    int entries = dictionary.getNum_values();
    if (entries < 0 || entries > chunk.values()) {
      throw new MalformedColumnException(
          "a dictionary of " + entries + " entries for " + chunk.values() + " values");
    }
    requirePlain(dictionary.getEncoding());
    hasDictionary = true;
    byte[] body = unpack(page);
    if (type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.BINARY) {
      requireTexts(body, entries);
    }
    return new DictionaryPage(BytesInput.from(body), entries, Encoding.PLAIN);
  }

  /** Parquet's own reader believes the length of a dictionary's last text until it is used. */
  private static void requireTexts(byte[] body, int entries) throws MalformedColumnException {
    ByteBuffer texts = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < entries; i++) {
      int length = texts.remaining() < Integer.BYTES ? -1 : texts.getInt();
      if (length < 0 || length > texts.remaining()) {
        throw new MalformedColumnException("a dictionary that is cut off");
      }
      texts.position(texts.position() + length);
    }
  }

  /** The next data page. */
  DataPageV1 data() throws MalformedColumnException {
    Page page = next();
    if (page.header.isSetData_page_header()) {
      return version1(page, page.header.getData_page_header());
    }
    if (page.header.isSetData_page_header_v2()) {
      return version2(page, page.header.getData_page_header_v2());
    }
    throw new MalformedColumnException("a page that holds no values");
  }

  /** A page whose claims of lengths hold, and where its body begins. */
  private record Page(PageHeader header, int body, int length, int size) {}

  private Page next() throws MalformedColumnException {
    PageHeader header;
    try {
      int length =
          CompactWalk.measure(bytes, position, bytes.length - position, MAX_HEADER_ELEMENTS);
      header = Util.readPageHeader(new ByteArrayInputStream(bytes, position, length));
      position += length;
    } catch (UnsoundFileException | IOException | RuntimeException e) {
      throw new MalformedColumnException("a page's header does not parse", e);
    }
    int length = header.getCompressed_page_size();
    int size = header.getUncompressed_page_size();
    if (length < 0 || length > bytes.length - position) {
      throw new MalformedColumnException(
          "a page of " + length + " bytes with " + (bytes.length - position) + " left");
    }
    if (size < 0 || size > limits.maxPageBytes()) {
      throw new MalformedColumnException(
          "a page of " + size + " bytes uncompressed, at most " + limits.maxPageBytes());
    }
    unpacked += size;
    if (unpacked > limits.maxChunkBytes()) {
      throw new MalformedColumnException(
          "more than " + limits.maxChunkBytes() + " bytes uncompressed");
    }
    Page page = new Page(header, position, length, size);
    position += length;
    return page;
  }

  private DataPageV1 version1(Page page, DataPageHeader header) throws MalformedColumnException {
    int values = count(header.getNum_values());
    if (optional && header.getDefinition_level_encoding() != parquet("RLE")) {
      throw new MalformedColumnException("levels that are not run lengths");
    }
    byte[] body = unpack(page);
    int levels = 0;
    if (optional) {
      if (body.length < Integer.BYTES) {
        throw new MalformedColumnException("a page that is cut off");
      }
      levels = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (levels < 0 || levels > body.length - Integer.BYTES) {
        throw new MalformedColumnException("levels of " + levels + " bytes");
      }
      RunWalk.check(body, Integer.BYTES, levels, 1, values);
      levels += Integer.BYTES;
    }
    return page(body, levels, values, header.getEncoding());
  }

  /**
   * Put into the form of a page of version 1, which is the same with a length before the levels.
   */
  private DataPageV1 version2(Page page, DataPageHeaderV2 header) throws MalformedColumnException {
    int values = count(header.getNum_values());
    int levels = header.getDefinition_levels_byte_length();
    boolean packed = !header.isSetIs_compressed() || header.isIs_compressed();
    int most = Math.min(page.length, page.size);
    if (header.getRepetition_levels_byte_length() != 0
        || levels < 0
        || levels > most
        || (!optional && levels != 0)) {
      throw new MalformedColumnException("levels of " + levels + " bytes");
    }
    if (!packed && page.size > levels) {
      throw new MalformedColumnException("a page that is not compressed");
    }
    RunWalk.check(bytes, page.body, levels, 1, values);
    int size = page.size - levels;
    byte[] rest =
        size == 0
            ? new byte[0]
            : codec.unpack(bytes, page.body + levels, page.length - levels, size);
    int prefix = optional ? Integer.BYTES + levels : 0;
    byte[] body = new byte[prefix + size];
    if (optional) {
      ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(levels);
      System.arraycopy(bytes, page.body, body, Integer.BYTES, levels);
    }
    System.arraycopy(rest, 0, body, prefix, size);
    return page(body, prefix, values, header.getEncoding());
  }

  private DataPageV1 page(
      byte[] body, int levels, int values, org.apache.parquet.format.Encoding stated)
      throws MalformedColumnException {
    Encoding encoding = Encoding.PLAIN;
    if (stated == parquet("PLAIN_DICTIONARY") || stated == parquet("RLE_DICTIONARY")) {
      if (!hasDictionary) {
        throw new MalformedColumnException("a page that needs a dictionary, and there is none");
      }
      encoding = Encoding.RLE_DICTIONARY;
      // A page of nothing but nulls may have no byte of values at all.
      if (body.length > levels) {
        int bitWidth = body[levels];
        if (bitWidth < 0 || bitWidth > 31) {
          throw new MalformedColumnException("indexes of " + bitWidth + " bits");
        }
        RunWalk.check(body, levels + 1, body.length - levels - 1, bitWidth, values);
      }
    } else {
      requirePlain(stated);
    }
    Statistics<?> none = Statistics.noopStats(type);
    return new DataPageV1(
        BytesInput.from(body), values, body.length, none, Encoding.RLE, Encoding.RLE, encoding);
  }

  private int count(int values) throws MalformedColumnException {
    if (values < 1 || values > valuesLeft) {
      throw new MalformedColumnException(
          "a page of " + values + " values where " + valuesLeft + " are left");
    }
    valuesLeft -= values;
    return values;
  }

  private byte[] unpack(Page page) throws MalformedColumnException {
    return codec.unpack(bytes, page.body, page.length, page.size);
  }

  private static void requirePlain(org.apache.parquet.format.Encoding encoding)
      throws MalformedColumnException {
    if (encoding != parquet("PLAIN") && encoding != parquet("PLAIN_DICTIONARY")) {
      throw new MalformedColumnException("an encoding that is not read: " + encoding);
    }
  }

  private static org.apache.parquet.format.Encoding parquet(String name) {
    return org.apache.parquet.format.Encoding.valueOf(name);
  }
}
