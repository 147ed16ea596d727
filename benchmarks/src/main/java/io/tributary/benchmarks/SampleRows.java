package io.tributary.benchmarks;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.util.List;
import java.util.Random;

/** Rows of X in binary form, about as large and as repetitive as those of miners. */
public final class SampleRows {

  private static final List<String> WORDS =
      List.of("market", "today", "is", "the", "日本語", "🚀", "привет", "subnet", "data", "why", "up");

  private final Random random;
  private final List<Column> columns = Columns.of(SourceId.X);

  /** Makes rows by this. */
  public SampleRows(Random random) {
    this.random = random;
  }

  /** So many rows, each different. */
  public byte[][] take(int count) {
    RowWriter writer = new RowWriter();
    byte[][] rows = new byte[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = writer.write(columns, values());
    }
    return rows;
  }

  /** The values of a row, in the order of the columns. They keep no rule but those of types. */
  public Object[] values() {
    Object[] values = new Object[columns.size()];
    for (int c = 0; c < values.length; c++) {
      values[c] = value(columns.get(c));
    }
    return values;
  }

  private Object value(Column column) {
    if (!column.required() && random.nextInt(8) == 0) {
      return null;
    }
    return switch (column.type()) {
      case TIMESTAMP_MICROS -> 1_790_000_000_000_000L + random.nextInt(1_000_000) * 1_000_000L;
      case LONG -> (long) Math.pow(10, random.nextDouble() * 6);
      case DOUBLE -> random.nextInt(101) / 100.0;
      case BOOLEAN -> random.nextInt(5) == 0;
      case STRING_LIST -> List.of("#" + words(1), "#" + words(1));
      case STRING -> text(column.name());
    };
  }

  private String text(String column) {
    return switch (column) {
      case "label" -> "#label" + random.nextInt(20);
      case "language" -> List.of("en", "ja", "es", "ru").get(random.nextInt(4));
      case "text" -> words(5 + random.nextInt(30));
      case "user_description" -> words(random.nextInt(15));
      case "timestamp", "scraped_at" ->
          "2026-11-%02dT12:00:00+00:00".formatted(1 + random.nextInt(28));
      case "url" ->
          "https://x.com/user"
              + random.nextInt(300)
              + "/status/"
              + (2_000_000_000_000_000_000L + random.nextInt());
      case "profile_image_url", "cover_picture_url" ->
          "https://pbs.twimg.com/profile_images/" + random.nextInt(300) + "/picture.jpg";
      default -> Integer.toString(random.nextInt(2_000_000_000));
    };
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }
}
