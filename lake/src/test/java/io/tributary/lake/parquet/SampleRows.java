package io.tributary.lake.parquet;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows like those of a miner: repeated users, text of many scripts, missing values. */
public final class SampleRows {

  private static final String[] WORDS = {
    "the", "market", "today", "is", "up", "again", "日本語", "テスト", "🚀", "👩‍👩‍👧‍👦", "Ünïcödé",
    "привет", "مرحبا", "नमस्ते", "why", "subnet", "data", "universe", "𝒳", "and", "of", "to"
  };

  private SampleRows() {}

  /** Values of a row, by the classes that the column types name. */
  public static List<Object[]> values(SourceId source, int count, long seed) {
    Random random = new Random(seed);
    List<Object[]> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(row(source, i, random));
    }
    return rows;
  }

  /** The rows in binary form. */
  public static List<byte[]> encode(SourceId source, List<Object[]> values) {
    RowWriter writer = new RowWriter();
    List<Column> columns = Columns.of(source);
    return values.stream().map(row -> writer.write(columns, row)).toList();
  }

  public static List<byte[]> of(SourceId source, int count, long seed) {
    return encode(source, values(source, count, seed));
  }

  private static Object[] row(SourceId source, int index, Random random) {
    List<Column> columns = Columns.of(source);
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(columns.get(i), index, random);
    }
    return values;
  }

  private static Object value(Column column, int index, Random random) {
    boolean missing = !column.required() && random.nextInt(8) == 0;
    return switch (column.type()) {
      case TIMESTAMP_MICROS -> 1_790_000_000_000_000L + random.nextInt(1_000_000) * 1_000_000L;
      case LONG -> missing ? null : (Long) (long) (Math.pow(10, random.nextDouble() * 6) - 1);
      case DOUBLE -> missing ? null : (Double) (random.nextInt(101) / 100.0);
      case BOOLEAN -> missing ? null : (Boolean) (random.nextInt(5) == 0);
      case STRING -> string(column.name(), index, missing, random);
      case STRING_LIST -> missing ? null : list(random);
    };
  }

  private static String string(String name, int index, boolean missing, Random random) {
    return switch (name) {
      case "tweet_id", "id" -> Long.toString(2_032_750_303_094_000_000L + index * 4_194_304L);
      case "url" ->
          "https://x.com/user" + random.nextInt(300) + "/status/" + (20_000_000_000L + index);
      case "label" -> missing ? null : "#label" + random.nextInt(20);
      case "language" -> missing ? null : List.of("en", "ja", "es", "ru").get(random.nextInt(4));
      case "communityName" -> "r/community" + random.nextInt(20);
      case "dataType" -> random.nextBoolean() ? "post" : "comment";
      case "text", "body" -> words(5 + random.nextInt(30), random);
      case "user_description" -> missing ? null : words(random.nextInt(15), random);
      case "scraped_at", "scrapedAt", "timestamp", "createdAt" ->
          "2026-11-" + (10 + random.nextInt(12)) + "T12:" + (10 + random.nextInt(50)) + ":00+00:00";
      default -> missing ? null : name.charAt(0) + Integer.toString(random.nextInt(2_000_000_000));
    };
  }

  private static List<String> list(Random random) {
    int count = random.nextInt(4);
    List<String> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add("#" + WORDS[random.nextInt(WORDS.length)]);
    }
    return list;
  }

  private static String words(int count, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
