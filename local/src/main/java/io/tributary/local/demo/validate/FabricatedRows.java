package io.tributary.local.demo.validate;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Posts that nobody wrote: well formed, but the time inside their ids is not theirs. */
final class FabricatedRows {

  /** X's ids hold the milliseconds since then, above so many bits of other things. */
  private static final Instant SNOWFLAKE_EPOCH = Instant.ofEpochMilli(1_288_834_974_657L);

  private static final int SNOWFLAKE_BITS = 22;

  /** How far ids and times are apart. */
  private static final Duration OFF = Duration.ofDays(3);

  private final RandomGenerator random;
  private final Instant now;

  FabricatedRows(RandomGenerator random, Instant now) {
    this.random = random;
    this.now = now;
  }

  /** So many rows of X, in the sink's binary form. */
  List<byte[]> take(int count) {
    RowWriter writer = new RowWriter();
    List<Column> columns = Columns.of(SourceId.X);
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant claimed =
          now.minus(Duration.ofMinutes(60 + random.nextInt(600))).truncatedTo(ChronoUnit.SECONDS);
      String id = Long.toUnsignedString(snowflake(claimed.minus(OFF)));
      String user = "user" + random.nextInt(10_000);
      Object[] values =
          columns.stream().map(column -> value(column.name(), claimed, id, user)).toArray();
      rows.add(writer.write(columns, values));
    }
    return rows;
  }

  private long snowflake(Instant at) {
    long millis = Duration.between(SNOWFLAKE_EPOCH, at).toMillis();
    return millis << SNOWFLAKE_BITS | random.nextInt(1 << SNOWFLAKE_BITS);
  }

  private Object value(String column, Instant claimed, String id, String user) {
    return switch (column) {
      case "datetime" -> ChronoUnit.MICROS.between(Instant.EPOCH, claimed);
      case "label" -> "#bitcoin";
      case "username" -> user;
      case "text" -> "the market today: " + random.nextInt() + " reasons to stay with " + user;
      case "timestamp" -> minute(claimed);
      case "scraped_at" -> minute(now);
      case "url" -> "https://x.com/" + user + "/status/" + id;
      case "tweet_id" -> id;
      case "language" -> "en";
      case "view_count" -> (long) random.nextInt(10_000);
      default -> null;
    };
  }

  private static String minute(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES).toString().replace("Z", "+00:00");
  }
}
