package io.tributary.lake.challenge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;

/** Files whose pages are made to exhaust or confuse their reader. */
final class HostilePages {

  private HostilePages() {}

  static Stream<HostileFile> all() {
    return Stream.of(
        new HostileFile(
            "absurd count of values in the footer",
            "column text of row group 0: 9223372036854775807 values in 100 rows",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.column(0, forgery.place("text")).setNum_values(Long.MAX_VALUE);
              return forgery.sign();
            }),
        new HostileFile(
            "absurd count of values in a page",
            "column text of row group 0: a page of 2147483647 values where 100 are left",
            () -> page("text", Integer.MAX_VALUE)),
        new HostileFile(
            "negative count of values in a page",
            "column text of row group 0: a page of -5 values where 100 are left",
            () -> page("text", -5)),
        new HostileFile(
            "fewer values than rows",
            "column text of row group 0: a page's header does not parse",
            () -> page("text", 99)),
        new HostileFile(
            "page that claims two gigabytes",
            "column text of row group 0: a page of 2147483647 bytes uncompressed",
            () ->
                HostileFile.forge()
                    .repage(0, "text", h -> h.setUncompressed_page_size(Integer.MAX_VALUE), null)
                    .sign()),
        new HostileFile(
            "page that claims a negative size",
            "column text of row group 0: a page of -1 bytes uncompressed",
            () ->
                HostileFile.forge()
                    .repage(0, "text", h -> h.setUncompressed_page_size(-1), null)
                    .sign()),
        new HostileFile(
            "page that is cut off",
            "column text of row group 0: a page of ",
            () -> {
              Forgery forgery = HostileFile.forge();
              byte[] chunk = forgery.chunk(0, forgery.place("text"));
              return forgery
                  .replaceChunk(0, forgery.place("text"), Arrays.copyOf(chunk, chunk.length - 10))
                  .sign();
            }),
        new HostileFile(
            "decompression bomb in one page",
            "column text of row group 0: a page of 67108864 bytes uncompressed, at most 33554432",
            () -> HostileFile.forge().repage(0, "text", h -> {}, new byte[64 << 20]).sign()),
        new HostileFile(
            "decompression bomb behind a small claim",
            "column text of row group 0: a page that does",
            () ->
                HostileFile.forge()
                    .repage(0, "text", h -> h.setUncompressed_page_size(1000), new byte[32 << 20])
                    .sign()),
        new HostileFile(
            "decompression bomb of many pages",
            "column text of row group 0: more than 268435456 bytes uncompressed",
            HostilePages::manyPages),
        new HostileFile(
            "bomb in a column of short values",
            "column tweet_id of row group 0: a page of 1048576 bytes uncompressed",
            () -> HostileFile.forge().repage(0, "tweet_id", h -> {}, new byte[1 << 20]).sign()),
        new HostileFile(
            "run of two thousand million values",
            "column text of row group 0: a run of ",
            () -> levels(new byte[] {-1, -1, -1, -1, 7, 1})),
        new HostileFile(
            "run longer than a number",
            "column text of row group 0: a run of more values than 31 bits can count",
            () -> levels(new byte[] {-1, -1, -1, -1, -1, -1, -1, 1})),
        new HostileFile(
            "run of nothing",
            "column text of row group 0: a run of no values",
            () -> levels(new byte[] {0, 0, 0, 0})),
        new HostileFile(
            "run that is cut off",
            "column text of row group 0: a run that is cut off",
            () -> levels(new byte[] {27})),
        new HostileFile(
            "levels longer than their page",
            "column text of row group 0: levels of 2147483647 bytes",
            () -> {
              Forgery forgery = HostileFile.forge();
              byte[] body = forgery.body(0, "text");
              ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(Integer.MAX_VALUE);
              return forgery.repage(0, "text", h -> {}, body).sign();
            }),
        new HostileFile(
            "text longer than its page",
            "column text of row group 0: values that do not decode",
            () -> textLength(Integer.MAX_VALUE)),
        new HostileFile(
            "text of negative length",
            "column text of row group 0: values that do not decode",
            () -> textLength(-3)),
        new HostileFile(
            "dictionary that is not there",
            "column text of row group 0: a page that needs a dictionary, and there is none",
            () ->
                HostileFile.forge()
                    .repage(
                        0,
                        "text",
                        h -> h.getData_page_header().setEncoding(Encoding.RLE_DICTIONARY),
                        null)
                    .sign()),
        new HostileFile(
            "encoding with counts of its own",
            "column text of row group 0: an encoding that is not read: DELTA_BINARY_PACKED",
            () ->
                HostileFile.forge()
                    .repage(
                        0,
                        "text",
                        h -> h.getData_page_header().setEncoding(Encoding.DELTA_BINARY_PACKED),
                        null)
                    .sign()),
        new HostileFile(
            "dictionary of two thousand million entries",
            "column label of row group 0: a dictionary of 2147483647 entries for 100 values",
            () -> dictionary(header -> setEntries(header, Integer.MAX_VALUE), null)),
        new HostileFile(
            "text longer than its dictionary",
            "column label of row group 0: a dictionary that is cut off",
            () -> dictionary(header -> setEntries(header, 1), text(55, 15))),
        new HostileFile(
            "text of negative length in a dictionary",
            "column label of row group 0: a dictionary that is cut off",
            () -> dictionary(header -> setEntries(header, 1), text(-3, 15))),
        new HostileFile(
            "dictionary of fewer texts than it claims",
            "column label of row group 0: a dictionary that is cut off",
            () -> dictionary(header -> setEntries(header, 2), text(15, 15))),
        new HostileFile(
            "text that is not UTF-8",
            "1 time, at row 0: text is not UTF-8",
            () -> {
              Forgery forgery = HostileFile.forge();
              byte[] body = forgery.body(0, "text");
              // After the levels comes the first text's length, then its first byte.
              int levels = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
              body[4 + levels + 4] = (byte) 0xff;
              return forgery.repage(0, "text", h -> {}, body).sign();
            }),
        new HostileFile(
            "page of noise",
            "column text of row group 0: a page's header does not parse",
            () -> {
              Forgery forgery = HostileFile.forge();
              byte[] noise = new byte[500];
              Arrays.fill(noise, (byte) 0xff);
              return forgery.replaceChunk(0, forgery.place("text"), noise).sign();
            }));
  }

  private static SignedFile page(String column, int values) {
    return HostileFile.forge()
        .repage(0, column, h -> h.getData_page_header().setNum_values(values), null)
        .sign();
  }

  /** The text column's levels, replaced by these runs. */
  private static SignedFile levels(byte[] runs) {
    Forgery forgery = HostileFile.forge();
    byte[] body = forgery.body(0, "text");
    int old = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] forged = new byte[4 + runs.length + body.length - 4 - old];
    ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(runs.length).put(runs);
    System.arraycopy(body, 4 + old, forged, 4 + runs.length, body.length - 4 - old);
    return forgery.repage(0, "text", h -> {}, forged).sign();
  }

  private static SignedFile textLength(int length) {
    Forgery forgery = HostileFile.forge();
    byte[] body = forgery.body(0, "text");
    int levels = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
    ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(4 + levels, length);
    return forgery.repage(0, "text", h -> {}, body).sign();
  }

  /** A hundred pages of one row each, of 16 MiB that compress to nothing. */
  private static SignedFile manyPages() {
    Forgery forgery = HostileFile.forge();
    byte[] body = new byte[16 << 20];
    ByteBuffer.wrap(body)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(2)
        .put((byte) 2)
        .put((byte) 1)
        .putInt(body.length - 10);
    forgery.repage(0, "text", h -> h.getData_page_header().setNum_values(1), body);
    int place = forgery.place("text");
    byte[] page = forgery.chunk(0, place);
    byte[] pages = new byte[100 * page.length];
    for (int i = 0; i < 100; i++) {
      System.arraycopy(page, 0, pages, i * page.length, page.length);
    }
    return forgery.replaceChunk(0, place, pages).sign();
  }

  private static SignedFile dictionary(Consumer<PageHeader> change, byte[] body) {
    return HostileFile.forge().replaceDictionary(0, "label", change, body).sign();
  }

  private static void setEntries(PageHeader header, int entries) {
    header.getDictionary_page_header().setNum_values(entries);
  }

  /** A plain text that claims a length. */
  private static byte[] text(int claimed, int length) {
    return ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN).putInt(claimed).array();
  }
}
