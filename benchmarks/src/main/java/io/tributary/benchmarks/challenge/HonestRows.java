package io.tributary.benchmarks.challenge;

import io.tributary.benchmarks.SampleRows;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.content.ParsedContent;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/**
 * Rows of X that keep every rule of the validation, of posts that do not repeat: created within
 * days, scraped soon after. Not thread-safe.
 */
public final class HonestRows {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
  private static final long FIRST_TWEET_MILLIS = 1_288_834_974_657L;
  private static final int MILLIS_SHIFT = 22;
  private static final Duration CREATED_WITHIN = Duration.ofDays(3);
  private static final Duration SCRAPED_WITHIN = Duration.ofMinutes(50);
  private static final int WORDS = 4_000;

  private final Random random;
  private final SampleRows others;
  private final RowWriter writer = new RowWriter();
  private final List<Column> columns = Columns.of(SourceId.X);
  private final long newestMillis;
  private final String[] words = new String[WORDS];
  private long number;

  /**
   * @param random decides about everything but the posts' ids
   * @param first number of the first post; each row takes one, and others are other posts
   * @param sealed before all rows were scraped
   */
  public HonestRows(Random random, long first, Instant sealed) {
    this.random = random;
    this.others = new SampleRows(random);
    this.number = first;
    this.newestMillis = sealed.minus(SCRAPED_WITHIN).minus(SCRAPED_WITHIN).toEpochMilli();
    for (int i = 0; i < words.length; i++) {
      words[i] = word();
    }
  }

  /** The next row. */
  public byte[] next() {
    Object[] row = others.values();
    long millis = newestMillis - (long) (random.nextDouble() * CREATED_WITHIN.toMillis());
    long place = number++ & ((1L << MILLIS_SHIFT) - 1);
    String id = Long.toString((millis - FIRST_TWEET_MILLIS) << MILLIS_SHIFT | place);
    String user = "user" + random.nextInt(100_000);
    row[Columns.DATETIME] = millis * 1000;
    set(row, "username", user);
    set(row, "text", text());
    set(row, "timestamp", minute(millis));
    set(row, "tweet_id", id);
    set(row, "url", "https://x.com/" + user + "/status/" + id);
    set(row, "view_count", (long) Math.pow(10, random.nextDouble() * 6));
    set(row, "scraped_at", minute(millis + random.nextInt((int) SCRAPED_WITHIN.toMillis())));
    return writer.write(columns, row);
  }

  private static void set(Object[] row, String column, Object value) {
    row[ParsedContent.place(SourceId.X, column)] = value;
  }

  private static String minute(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis - Math.floorMod(millis, 60_000L)));
  }

  /** Few words often and many seldom, as in a language. */
  private String text() {
    int count = 4 + random.nextInt(30);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ")
          .append(words[(int) (WORDS * Math.pow(random.nextDouble(), 3))]);
    }
    return text.toString();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 2 + random.nextInt(8); i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }
}
