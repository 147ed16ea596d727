package io.tributary.lake.challenge;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.content.ParsedContent;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows that keep every rule, of posts that do not repeat. */
public final class HonestRows {

  public static final Instant SEALED = Instant.parse("2026-11-22T10:11:12Z");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
  private static final long TWEET_EPOCH = 1_288_834_974_657L;
  private static final String[] WORDS = {
    "the", "market", "today", "is", "up", "again", "日本語", "🚀", "привет", "why", "subnet", "data"
  };

  private HonestRows() {}

  /** So many rows; other seeds give other posts. */
  public static List<Object[]> of(SourceId source, int count, int seed) {
    Random random = new Random(seed);
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long millis = SEALED.toEpochMilli() - 3_600_000L - random.nextInt(20 * 24 * 3600) * 1000L;
      rows.add(
          source == SourceId.X
              ? tweet(millis, seed * 100_000L + i, random)
              : post(millis, seed * 100_000L + i, random));
    }
    return rows;
  }

  /** The rows in binary form. */
  public static List<byte[]> encode(SourceId source, List<Object[]> rows) {
    RowWriter writer = new RowWriter();
    return rows.stream().map(row -> writer.write(Columns.of(source), row)).toList();
  }

  /** Sets a value of a row. */
  public static void set(SourceId source, Object[] row, String column, Object value) {
    row[ParsedContent.place(source, column)] = value;
  }

  public static Object get(SourceId source, Object[] row, String column) {
    return row[ParsedContent.place(source, column)];
  }

  /** Makes a row one of another tweet. */
  public static void setTweet(Object[] row, long id) {
    set(SourceId.X, row, "tweet_id", Long.toString(id));
    set(SourceId.X, row, "url", "https://x.com/user/status/" + id);
  }

  /** The id of a tweet of a time. */
  public static long tweetId(long millis, long number) {
    return ((millis - TWEET_EPOCH) << 22) | (number & 0x3fffff);
  }

  private static Object[] tweet(long millis, long number, Random random) {
    Object[] row = row(SourceId.X, millis, random);
    setTweet(row, tweetId(millis, number));
    set(SourceId.X, row, "text", words(random));
    set(SourceId.X, row, "tweet_hashtags", List.of("#" + WORDS[random.nextInt(WORDS.length)]));
    set(SourceId.X, row, "timestamp", minute(millis));
    set(SourceId.X, row, "scraped_at", minute(millis + 120_000));
    set(SourceId.X, row, "view_count", (long) random.nextInt(10_000));
    return row;
  }

  private static Object[] post(long millis, long number, Random random) {
    Object[] row = row(SourceId.REDDIT, millis, random);
    boolean comment = random.nextBoolean();
    String id = "k" + Long.toString(number, 36);
    String url = "https://www.reddit.com/r/data/comments/" + (comment ? "1abcde" : id) + "/slug/";
    set(SourceId.REDDIT, row, "id", (comment ? "t1_" : "t3_") + id);
    set(SourceId.REDDIT, row, "url", comment ? url + id + "/" : url);
    set(SourceId.REDDIT, row, "dataType", comment ? "comment" : "post");
    set(SourceId.REDDIT, row, "body", words(random));
    set(SourceId.REDDIT, row, "title", comment ? null : words(random));
    set(SourceId.REDDIT, row, "communityName", "r/data");
    set(SourceId.REDDIT, row, "createdAt", minute(millis));
    set(SourceId.REDDIT, row, "scrapedAt", minute(millis + 120_000));
    return row;
  }

  private static Object[] row(SourceId source, long millis, Random random) {
    Object[] row = new Object[Columns.of(source).size()];
    row[Columns.DATETIME] = millis * 1000;
    row[Columns.LABEL] = "#label" + random.nextInt(20);
    set(source, row, "username", "user" + random.nextInt(100_000));
    return row;
  }

  /** The text of a time, cut to the minute. */
  public static String minute(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis - millis % 60_000));
  }

  private static String words(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5 + random.nextInt(20); i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.append(' ').append(random.nextInt()).toString();
  }
}
