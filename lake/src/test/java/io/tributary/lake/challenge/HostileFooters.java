package io.tributary.lake.challenge;

import io.tributary.lake.commitment.FooterKeys;
import io.tributary.schemas.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Files whose footers are made to exhaust or confuse their reader. */
final class HostileFooters {

  private HostileFooters() {}

  static Stream<HostileFile> all() {
    return Stream.of(
        new HostileFile(
            "one-row row groups",
            "ROW_GROUP_ROWS: row group 0 of 3 has 1 rows",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.footer().getRow_groups().get(0).setNum_rows(1);
              return forgery.sign();
            }),
        new HostileFile(
            "footer bomb: a list of two thousand million",
            "FOOTER_MALFORMED: more than 1000000 elements",
            () ->
                HostileFile.forge()
                    .withFooter(new byte[] {0x29, (byte) 0xfc, -1, -1, -1, -1, 7}, 250)),
        new HostileFile(
            "footer bomb: a text longer than the file",
            "FOOTER_MALFORMED: a length of 2147483647",
            () -> HostileFile.forge().withFooter(new byte[] {0x18, -1, -1, -1, -1, 7}, 250)),
        new HostileFile(
            "footer that claims two gigabytes",
            "NOT_PARQUET: a footer of 2147483640 bytes",
            () -> {
              byte[] bytes = HostileFile.HONEST.bytes().clone();
              ByteBuffer.wrap(bytes)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putInt(bytes.length - 8, 2_147_483_640);
              return SignedFile.claim(
                  bytes, SourceId.X, 250, HostileFile.HONEST.facts().dataLength(), SignedFile.LEAF);
            }),
        new HostileFile(
            "schema nested without end",
            "FOOTER_MALFORMED: nested deeper than 24",
            () -> {
              byte[] deep = new byte[100_000];
              Arrays.fill(deep, (byte) 0x1c);
              return HostileFile.forge().withFooter(deep, 250);
            }),
        new HostileFile(
            "lists nested without end",
            "FOOTER_MALFORMED: nested deeper than 24",
            () -> {
              byte[] deep = new byte[60_000];
              Arrays.fill(deep, (byte) 0x19);
              return HostileFile.forge().withFooter(deep, 250);
            }),
        new HostileFile(
            "converted type that older readers go by",
            "SCHEMA: element ",
            () -> {
              Forgery forgery = HostileFile.forge();
              schemaElement(forgery, "text").setConverted_type(ConvertedType.DECIMAL);
              return forgery.sign();
            }),
        new HostileFile(
            "scale of a text",
            " of a decimal>",
            () -> {
              Forgery forgery = HostileFile.forge();
              schemaElement(forgery, "text").setScale(2);
              return forgery.sign();
            }),
        new HostileFile(
            "chunk of another type than its column",
            "CHUNK_COLUMN: row group 1",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.column(1, forgery.place("text")).setType(Type.INT64);
              return forgery.sign();
            }),
        new HostileFile(
            "statistics of another type",
            "STATISTICS: column datetime of row group 0: a bound of 4 bytes, not 8",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery
                  .column(0, forgery.place("datetime"))
                  .setStatistics(new Statistics().setMin_value(new byte[4]));
              return forgery.sign();
            }),
        new HostileFile(
            "other bounds for older readers",
            "STATISTICS: column datetime of row group 0: bounds for older readers",
            () -> bounds("datetime", s -> s.setMin(new byte[8]))),
        new HostileFile(
            "statistics that hide numbers",
            "column datetime of row group 0: a value outside the bounds",
            () -> bounds("datetime", s -> s.setMax_value(new byte[8]))),
        new HostileFile(
            "statistics that hide texts from below",
            "column tweet_id of row group 0: a value outside the bounds",
            () -> bounds("tweet_id", s -> s.setMin_value(new byte[] {'z'}))),
        new HostileFile(
            "statistics that hide texts from above",
            "column tweet_id of row group 0: a value outside the bounds",
            () -> bounds("tweet_id", s -> s.setMax_value(new byte[] {' '}))),
        new HostileFile(
            "more nulls than values",
            "STATISTICS: column text of row group 0: 101 nulls of 100 values",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery
                  .column(0, forgery.place("text"))
                  .setStatistics(new Statistics().setNull_count(101));
              return forgery.sign();
            }),
        new HostileFile(
            "schema that contains itself",
            "SCHEMA: element 0",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.footer().getSchema().get(0).setNum_children(Integer.MAX_VALUE);
              return forgery.sign();
            }),
        new HostileFile(
            "huge schema",
            "FOOTER_MALFORMED: more than 1000000 elements",
            () -> {
              Forgery forgery = HostileFile.forge();
              SchemaElement element = forgery.footer().getSchema().get(1);
              List<SchemaElement> schema = new ArrayList<>(forgery.footer().getSchema());
              for (int i = 0; i < 100_000; i++) {
                schema.add(element);
              }
              forgery.footer().setSchema(schema);
              return forgery.sign();
            }),
        new HostileFile(
            "column without end in the footer",
            "DATA_LAYOUT: ",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.column(0, 3).setTotal_compressed_size(Long.MAX_VALUE);
              return forgery.sign();
            }),
        new HostileFile(
            "columns that overlap",
            "DATA_LAYOUT: ",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.column(1, 3).setData_page_offset(forgery.column(0, 3).getData_page_offset());
              return forgery.sign();
            }),
        new HostileFile(
            "negative offset",
            "DATA_LAYOUT: ",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.column(0, 3).setData_page_offset(-1);
              return forgery.sign();
            }),
        new HostileFile(
            "data page elsewhere in the chunk",
            "the first data page is not where the footer says",
            () -> {
              Forgery forgery = HostileFile.forge();
              int place = forgery.place("label");
              forgery
                  .column(0, place)
                  .setData_page_offset(forgery.column(0, place).getData_page_offset() + 3);
              return forgery.sign();
            }),
        new HostileFile(
            "codec that is not read",
            "column text of row group 0: a codec that is not read: BROTLI",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery.column(0, forgery.place("text")).setCodec(CompressionCodec.BROTLI);
              return forgery.sign();
            }),
        new HostileFile(
            "one column uncompressed",
            "UNCOMPRESSED: column media.list.element of row group 0",
            () -> {
              Forgery forgery = HostileFile.forge();
              forgery
                  .column(0, forgery.place("media.list.element"))
                  .setCodec(CompressionCodec.UNCOMPRESSED);
              return forgery.sign();
            }),
        new HostileFile(
            "leaf digests for another length",
            "LEAF_COUNT: ",
            () -> {
              Forgery forgery = HostileFile.forge();
              SignedFile whole = forgery.sign();
              forgery.set(FooterKeys.DATA_LENGTH, "10737418240");
              return rewritten(forgery, whole);
            }));
  }

  /** A column with no statistics but these. */
  private static SignedFile bounds(String column, Consumer<Statistics> change) {
    Forgery forgery = HostileFile.forge();
    Statistics statistics = new Statistics();
    change.accept(statistics);
    forgery.column(0, forgery.place(column)).setStatistics(statistics);
    return forgery.sign();
  }

  private static SchemaElement schemaElement(Forgery forgery, String name) {
    return forgery.footer().getSchema().stream()
        .filter(element -> element.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The footer as it is now, without the digests made anew. */
  private static SignedFile rewritten(Forgery forgery, SignedFile signed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Util.writeFileMetaData(forgery.footer(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return forgery.withFooter(out.toByteArray(), signed.facts().rows());
  }
}
