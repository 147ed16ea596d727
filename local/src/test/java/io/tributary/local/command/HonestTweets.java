package io.tributary.local.command;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows of X that keep every rule, of posts that do not repeat. */
final class HonestTweets {

  private static final long TWEET_EPOCH = 1_288_834_974_657L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private HonestTweets() {}

  /** So many rows of the days before a time; other seeds give other posts. */
  static List<byte[]> of(int count, int seed, Instant before) {
    Random random = new Random(seed);
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long millis = before.toEpochMilli() - 3_600_000L - random.nextInt(20 * 24 * 3600) * 1000L;
      rows.add(row(millis, seed * 10_000L + i, random));
    }
    return rows;
  }

  private static byte[] row(long millis, long number, Random random) {
    String id = Long.toString(((millis - TWEET_EPOCH) << 22) | (number & 0x3fffff));
    StringBuilder text = new StringBuilder("post");
    for (int i = 0; i < 12; i++) {
      text.append(' ').append(Integer.toString(random.nextInt(100_000), 36));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("datetime", millis * 1000);
    values.put("label", "#label" + random.nextInt(20));
    values.put("username", "user" + random.nextInt(100_000));
    values.put("text", text.toString());
    values.put("tweet_hashtags", List.of("#data"));
    values.put("timestamp", minute(millis));
    values.put("url", "https://x.com/user/status/" + id);
    values.put("tweet_id", id);
    values.put("view_count", (long) random.nextInt(10_000));
    values.put("scraped_at", minute(millis + 120_000));
    List<Column> columns = Columns.of(SourceId.X);
    return new RowWriter()
        .write(columns, columns.stream().map(column -> values.get(column.name())).toArray());
  }

  private static String minute(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis - millis % 60_000));
  }
}
