package io.tributary.lake.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.check.ContentTally;
import io.tributary.lake.commitment.FooterKeys;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.parquet.EncodedFile;
import io.tributary.lake.plan.ByteRange;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are signed and hash as they should, and are made to exhaust or confuse their reader.
 * Each ends with its code and detail, soon and without much memory; nothing is thrown.
 */
class HostileFilesTest {

  private static final SignedFile FILE = SignedFile.honest(SourceId.X, 250, 1);
  private static final Duration SOON = Duration.ofSeconds(20);

  /** What a hostile file is called, and what its finding says. */
  record Hostile(String name, String detail, Supplier<SignedFile> file) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Hostile> files() {
    return Stream.of(
        new Hostile(
            "one-row row groups",
            "ROW_GROUP_ROWS: row group 0 of 3 has 1 rows",
            () -> {
              Forgery forgery = forge();
              forgery.footer().getRow_groups().get(0).setNum_rows(1);
              return forgery.sign();
            }),
        new Hostile(
            "footer bomb: a list of two thousand million",
            "FOOTER_MALFORMED: more than 1000000 elements",
            () -> forge().withFooter(new byte[] {0x29, (byte) 0xfc, -1, -1, -1, -1, 7}, 250)),
        new Hostile(
            "footer bomb: a text longer than the file",
            "FOOTER_MALFORMED: a length of 2147483647",
            () -> forge().withFooter(new byte[] {0x18, -1, -1, -1, -1, 7}, 250)),
        new Hostile(
            "footer that claims two gigabytes",
            "NOT_PARQUET: a footer of 2147483640 bytes",
            () -> {
              byte[] bytes = FILE.bytes().clone();
              ByteBuffer.wrap(bytes)
                  .order(ByteOrder.LITTLE_ENDIAN)
                  .putInt(bytes.length - 8, 2_147_483_640);
              return SignedFile.claim(
                  bytes, SourceId.X, 250, FILE.facts().dataLength(), SignedFile.LEAF);
            }),
        new Hostile(
            "schema nested without end",
            "FOOTER_MALFORMED: nested deeper than 24",
            () -> {
              byte[] deep = new byte[100_000];
              Arrays.fill(deep, (byte) 0x1c);
              return forge().withFooter(deep, 250);
            }),
        new Hostile(
            "lists nested without end",
            "FOOTER_MALFORMED: nested deeper than 24",
            () -> {
              byte[] deep = new byte[60_000];
              Arrays.fill(deep, (byte) 0x19);
              return forge().withFooter(deep, 250);
            }),
        new Hostile(
            "converted type that older readers go by",
            "SCHEMA: element ",
            () -> {
              Forgery forgery = forge();
              schemaElement(forgery, "text").setConverted_type(ConvertedType.DECIMAL);
              return forgery.sign();
            }),
        new Hostile(
            "scale of a text",
            " of a decimal>",
            () -> {
              Forgery forgery = forge();
              schemaElement(forgery, "text").setScale(2);
              return forgery.sign();
            }),
        new Hostile(
            "chunk of another type than its column",
            "CHUNK_COLUMN: row group 1",
            () -> {
              Forgery forgery = forge();
              forgery.column(1, forgery.place("text")).setType(Type.INT64);
              return forgery.sign();
            }),
        new Hostile(
            "statistics of another type",
            "STATISTICS: column datetime of row group 0: a bound of 4 bytes, not 8",
            () -> {
              Forgery forgery = forge();
              forgery
                  .column(0, forgery.place("datetime"))
                  .setStatistics(new Statistics().setMin_value(new byte[4]));
              return forgery.sign();
            }),
        new Hostile(
            "other bounds for older readers",
            "STATISTICS: column datetime of row group 0: bounds for older readers",
            () -> bounds("datetime", s -> s.setMin(new byte[8]))),
        new Hostile(
            "statistics that hide numbers",
            "column datetime of row group 0: a value outside the bounds",
            () -> bounds("datetime", s -> s.setMax_value(new byte[8]))),
        new Hostile(
            "statistics that hide texts from below",
            "column tweet_id of row group 0: a value outside the bounds",
            () -> bounds("tweet_id", s -> s.setMin_value(new byte[] {'z'}))),
        new Hostile(
            "statistics that hide texts from above",
            "column tweet_id of row group 0: a value outside the bounds",
            () -> bounds("tweet_id", s -> s.setMax_value(new byte[] {' '}))),
        new Hostile(
            "more nulls than values",
            "STATISTICS: column text of row group 0: 101 nulls of 100 values",
            () -> {
              Forgery forgery = forge();
              forgery
                  .column(0, forgery.place("text"))
                  .setStatistics(new Statistics().setNull_count(101));
              return forgery.sign();
            }),
        new Hostile(
            "schema that contains itself",
            "SCHEMA: element 0",
            () -> {
              Forgery forgery = forge();
              forgery.footer().getSchema().get(0).setNum_children(Integer.MAX_VALUE);
              return forgery.sign();
            }),
        new Hostile(
            "huge schema",
            "FOOTER_MALFORMED: more than 1000000 elements",
            () -> {
              Forgery forgery = forge();
              SchemaElement element = forgery.footer().getSchema().get(1);
              List<SchemaElement> schema = new ArrayList<>(forgery.footer().getSchema());
              for (int i = 0; i < 100_000; i++) {
                schema.add(element);
              }
              forgery.footer().setSchema(schema);
              return forgery.sign();
            }),
        new Hostile(
            "column without end in the footer",
            "DATA_LAYOUT: ",
            () -> {
              Forgery forgery = forge();
              forgery.column(0, 3).setTotal_compressed_size(Long.MAX_VALUE);
              return forgery.sign();
            }),
        new Hostile(
            "columns that overlap",
            "DATA_LAYOUT: ",
            () -> {
              Forgery forgery = forge();
              forgery.column(1, 3).setData_page_offset(forgery.column(0, 3).getData_page_offset());
              return forgery.sign();
            }),
        new Hostile(
            "negative offset",
            "DATA_LAYOUT: ",
            () -> {
              Forgery forgery = forge();
              forgery.column(0, 3).setData_page_offset(-1);
              return forgery.sign();
            }),
        new Hostile(
            "absurd count of values in the footer",
            "column text of row group 0: 9223372036854775807 values in 100 rows",
            () -> {
              Forgery forgery = forge();
              forgery.column(0, forgery.place("text")).setNum_values(Long.MAX_VALUE);
              return forgery.sign();
            }),
        new Hostile(
            "absurd count of values in a page",
            "column text of row group 0: a page of 2147483647 values where 100 are left",
            () -> page("text", Integer.MAX_VALUE)),
        new Hostile(
            "negative count of values in a page",
            "column text of row group 0: a page of -5 values where 100 are left",
            () -> page("text", -5)),
        new Hostile(
            "fewer values than rows",
            "column text of row group 0: a page's header does not parse",
            () -> page("text", 99)),
        new Hostile(
            "page that claims two gigabytes",
            "column text of row group 0: a page of 2147483647 bytes uncompressed",
            () ->
                forge()
                    .repage(0, "text", h -> h.setUncompressed_page_size(Integer.MAX_VALUE), null)
                    .sign()),
        new Hostile(
            "page that claims a negative size",
            "column text of row group 0: a page of -1 bytes uncompressed",
            () -> forge().repage(0, "text", h -> h.setUncompressed_page_size(-1), null).sign()),
        new Hostile(
            "page that is cut off",
            "column text of row group 0: a page of ",
            () -> {
              Forgery forgery = forge();
              byte[] chunk = forgery.chunk(0, forgery.place("text"));
              return forgery
                  .replaceChunk(0, forgery.place("text"), Arrays.copyOf(chunk, chunk.length - 10))
                  .sign();
            }),
        new Hostile(
            "decompression bomb in one page",
            "column text of row group 0: a page of 67108864 bytes uncompressed, at most 33554432",
            () -> forge().repage(0, "text", h -> {}, new byte[64 << 20]).sign()),
        new Hostile(
            "decompression bomb behind a small claim",
            "column text of row group 0: a page that does",
            () ->
                forge()
                    .repage(0, "text", h -> h.setUncompressed_page_size(1000), new byte[32 << 20])
                    .sign()),
        new Hostile(
            "decompression bomb of many pages",
            "column text of row group 0: more than 268435456 bytes uncompressed",
            HostileFilesTest::manyPages),
        new Hostile(
            "bomb in a column of short values",
            "column tweet_id of row group 0: a page of 1048576 bytes uncompressed",
            () -> forge().repage(0, "tweet_id", h -> {}, new byte[1 << 20]).sign()),
        new Hostile(
            "run of two thousand million values",
            "column text of row group 0: a run of ",
            () -> levels(new byte[] {-1, -1, -1, -1, 7, 1})),
        new Hostile(
            "run longer than a number",
            "column text of row group 0: a run of more values than 31 bits can count",
            () -> levels(new byte[] {-1, -1, -1, -1, -1, -1, -1, 1})),
        new Hostile(
            "run of nothing",
            "column text of row group 0: a run of no values",
            () -> levels(new byte[] {0, 0, 0, 0})),
        new Hostile(
            "run that is cut off",
            "column text of row group 0: a run that is cut off",
            () -> levels(new byte[] {27})),
        new Hostile(
            "levels longer than their page",
            "column text of row group 0: levels of 2147483647 bytes",
            () -> {
              Forgery forgery = forge();
              byte[] body = forgery.body(0, "text");
              ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(Integer.MAX_VALUE);
              return forgery.repage(0, "text", h -> {}, body).sign();
            }),
        new Hostile(
            "text longer than its page",
            "column text of row group 0: values that do not decode",
            () -> textLength(Integer.MAX_VALUE)),
        new Hostile(
            "text of negative length",
            "column text of row group 0: values that do not decode",
            () -> textLength(-3)),
        new Hostile(
            "dictionary that is not there",
            "column text of row group 0: a page that needs a dictionary, and there is none",
            () ->
                forge()
                    .repage(
                        0,
                        "text",
                        h -> h.getData_page_header().setEncoding(Encoding.RLE_DICTIONARY),
                        null)
                    .sign()),
        new Hostile(
            "encoding with counts of its own",
            "column text of row group 0: an encoding that is not read: DELTA_BINARY_PACKED",
            () ->
                forge()
                    .repage(
                        0,
                        "text",
                        h -> h.getData_page_header().setEncoding(Encoding.DELTA_BINARY_PACKED),
                        null)
                    .sign()),
        new Hostile(
            "dictionary of two thousand million entries",
            "column label of row group 0: a dictionary of 2147483647 entries for 100 values",
            () -> dictionary(header -> setEntries(header, Integer.MAX_VALUE), null)),
        new Hostile(
            "text longer than its dictionary",
            "column label of row group 0: a dictionary that is cut off",
            () -> dictionary(header -> setEntries(header, 1), text(55, 15))),
        new Hostile(
            "text of negative length in a dictionary",
            "column label of row group 0: a dictionary that is cut off",
            () -> dictionary(header -> setEntries(header, 1), text(-3, 15))),
        new Hostile(
            "dictionary of fewer texts than it claims",
            "column label of row group 0: a dictionary that is cut off",
            () -> dictionary(header -> setEntries(header, 2), text(15, 15))),
        new Hostile(
            "data page elsewhere in the chunk",
            "the first data page is not where the footer says",
            () -> {
              Forgery forgery = forge();
              int place = forgery.place("label");
              forgery
                  .column(0, place)
                  .setData_page_offset(forgery.column(0, place).getData_page_offset() + 3);
              return forgery.sign();
            }),
        new Hostile(
            "codec that is not read",
            "column text of row group 0: a codec that is not read: BROTLI",
            () -> {
              Forgery forgery = forge();
              forgery.column(0, forgery.place("text")).setCodec(CompressionCodec.BROTLI);
              return forgery.sign();
            }),
        new Hostile(
            "one column uncompressed",
            "UNCOMPRESSED: column media.list.element of row group 0",
            () -> {
              Forgery forgery = forge();
              forgery
                  .column(0, forgery.place("media.list.element"))
                  .setCodec(CompressionCodec.UNCOMPRESSED);
              return forgery.sign();
            }),
        new Hostile(
            "text that is not UTF-8",
            "1 time, at row 0: text is not UTF-8",
            () -> {
              Forgery forgery = forge();
              byte[] body = forgery.body(0, "text");
              // After the levels comes the first text's length, then its first byte.
              int levels = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
              body[4 + levels + 4] = (byte) 0xff;
              return forgery.repage(0, "text", h -> {}, body).sign();
            }),
        new Hostile(
            "page of noise",
            "column text of row group 0: a page's header does not parse",
            () -> {
              Forgery forgery = forge();
              byte[] noise = new byte[500];
              Arrays.fill(noise, (byte) 0xff);
              return forgery.replaceChunk(0, forgery.place("text"), noise).sign();
            }),
        new Hostile(
            "leaf digests for another length",
            "LEAF_COUNT: ",
            () -> {
              Forgery forgery = forge();
              SignedFile whole = forgery.sign();
              forgery.set(FooterKeys.DATA_LENGTH, "10737418240");
              return rewritten(forgery, whole);
            }));
  }

  @ParameterizedTest
  @MethodSource("files")
  void endsWithItsCode(Hostile hostile) {
    SignedFile file = hostile.file().get();
    long began = System.nanoTime();
    ChallengeResult result = Challenges.all(file);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(Challenges.reasons(result))
        .as(Challenges.details(result))
        .first()
        .isEqualTo(VerdictReason.FILE_MALFORMED);
    assertThat(Challenges.details(result)).contains(hostile.detail());
  }

  @Test
  void theForgerItselfChangesNothingThatIsFound() {
    assertThat(Challenges.all(forge().sign()).file().findings()).isEmpty();
    assertThat(Challenges.all(forge().dropIndexes().sign()).file().findings()).isEmpty();
    Forgery same = forge().repage(0, "text", h -> {}, forge().body(0, "text"));
    assertThat(Challenges.all(same.sign()).file().findings()).isEmpty();
  }

  /** Ten gigabytes are claimed of an object that is small, and of one that sends without end. */
  @Test
  void claimsOfTenGigabytesCostNothing() {
    long tenGigabytes = 10L << 30;
    SignedFile claim = claim(tenGigabytes, tenGigabytes - 60_000);
    FakeStore store = new FakeStore();
    ObjectVersion version = store.put(claim);
    ChallengeTask task = claim.task(version, List.of(0L), List.of(), false);
    ChallengeResult small = Challenges.of(store, Challenges.OPTIONS).run(task);
    assertThat(Challenges.reasons(small)).containsExactly(VerdictReason.OBJECT_SIZE);
    ChallengeResult endless = Challenges.of(endless(tenGigabytes), Challenges.OPTIONS).run(task);
    assertThat(Challenges.reasons(endless)).containsExactly(VerdictReason.TAIL_ALTERED);
    assertThat(endless.file().bytesRead()).isEqualTo(2 * 60_000);
    SignedFile tail = claim(tenGigabytes, 1000);
    ChallengeResult bomb =
        Challenges.of(endless(tenGigabytes), Challenges.OPTIONS)
            .run(tail.task(version, List.of(0L), List.of(), false));
    assertThat(Challenges.details(bomb)).contains("FILE_MALFORMED: TAIL_TOO_LARGE");
    assertThat(bomb.tally()).isEqualTo(ContentTally.NONE);
    assertThat(bomb.file().bytesRead()).isZero();
  }

  private static SignedFile claim(long size, long dataLength) {
    var facts =
        new EncodedFile(
            Path.of("none"),
            SourceId.X,
            size,
            dataLength,
            SignedFile.LEAF,
            250,
            1,
            2,
            FILE.facts().wholeDigest(),
            FILE.facts().tailDigest(),
            1);
    return SignedFile.sign(new byte[100], facts);
  }

  private static RangeSource endless(long size) {
    return new RangeSource() {
      @Override
      public ObjectHead head(ObjectKey key, ObjectVersion version) {
        return new ObjectHead(Optional.of(version.text()), "e", size);
      }

      @Override
      public ObjectHead headCurrent(ObjectKey key) {
        return new ObjectHead(Optional.of("v1"), "e", size);
      }

      @Override
      public byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) {
        return new byte[(int) range.length()];
      }
    };
  }

  private static Forgery forge() {
    return Forgery.of(FILE);
  }

  /** A column with no statistics but these. */
  private static SignedFile bounds(String column, Consumer<Statistics> change) {
    Forgery forgery = forge();
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

  private static SignedFile page(String column, int values) {
    return forge()
        .repage(0, column, h -> h.getData_page_header().setNum_values(values), null)
        .sign();
  }

  /** The text column's levels, replaced by these runs. */
  private static SignedFile levels(byte[] runs) {
    Forgery forgery = forge();
    byte[] body = forgery.body(0, "text");
    int old = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] forged = new byte[4 + runs.length + body.length - 4 - old];
    ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(runs.length).put(runs);
    System.arraycopy(body, 4 + old, forged, 4 + runs.length, body.length - 4 - old);
    return forgery.repage(0, "text", h -> {}, forged).sign();
  }

  private static SignedFile textLength(int length) {
    Forgery forgery = forge();
    byte[] body = forgery.body(0, "text");
    int levels = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt();
    ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(4 + levels, length);
    return forgery.repage(0, "text", h -> {}, body).sign();
  }

  /** A hundred pages of one row each, of 16 MiB that compress to nothing. */
  private static SignedFile manyPages() {
    Forgery forgery = forge();
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
    return forge().replaceDictionary(0, "label", change, body).sign();
  }

  private static void setEntries(PageHeader header, int entries) {
    header.getDictionary_page_header().setNum_values(entries);
  }

  /** A plain text that claims a length. */
  private static byte[] text(int claimed, int length) {
    return ByteBuffer.allocate(4 + length).order(ByteOrder.LITTLE_ENDIAN).putInt(claimed).array();
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
