package io.tributary.schemas.row;

import static io.tributary.schemas.row.ColumnType.BOOLEAN;
import static io.tributary.schemas.row.ColumnType.DOUBLE;
import static io.tributary.schemas.row.ColumnType.LONG;
import static io.tributary.schemas.row.ColumnType.STRING;
import static io.tributary.schemas.row.ColumnType.STRING_LIST;
import static io.tributary.schemas.row.ColumnType.TIMESTAMP_MICROS;

import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of the two tables, in file order: 33 of X and 17 of Reddit. The first two are the
 * entity's {@code datetime} and {@code label}; the rest are the fields of its content.
 */
public final class Columns {

  /** Place of the entity's creation time in both tables. */
  public static final int DATETIME = 0;

  /** Place of the label in both tables. */
  public static final int LABEL = 1;

  private static final List<Column> X =
      new Table()
          .add(STRING, "username", "text")
          .add(STRING_LIST, "tweet_hashtags")
          .add(STRING, "timestamp", "url")
          .add(STRING_LIST, "media")
          .add(STRING, "user_id", "user_display_name")
          .add(BOOLEAN, "user_verified")
          .add(STRING, "tweet_id")
          .add(BOOLEAN, "is_reply", "is_quote")
          .add(STRING, "conversation_id", "in_reply_to_user_id", "language")
          .add(STRING, "in_reply_to_username", "quoted_tweet_id")
          .add(LONG, "like_count", "retweet_count", "reply_count")
          .add(LONG, "quote_count", "view_count", "bookmark_count")
          .add(BOOLEAN, "user_blue_verified")
          .add(STRING, "user_description", "user_location")
          .add(STRING, "profile_image_url", "cover_picture_url")
          .add(LONG, "user_followers_count", "user_following_count")
          .add(STRING, "scraped_at")
          .columns();

  private static final List<Column> REDDIT =
      new Table()
          .add(STRING, "id", "username", "communityName", "body", "title", "createdAt", "dataType")
          .add(STRING, "parentId", "url")
          .add(STRING_LIST, "media")
          .add(BOOLEAN, "is_nsfw")
          .add(LONG, "score")
          .add(DOUBLE, "upvote_ratio")
          .add(LONG, "num_comments")
          .add(STRING, "scrapedAt")
          .columns();

  private Columns() {}

  /** The columns of a source's table, in file order. Unmodifiable. */
  public static List<Column> of(SourceId source) {
    return source == SourceId.X ? X : REDDIT;
  }

  /** Name of the column that holds the platform's own id of the item. */
  public static String idColumn(SourceId source) {
    return source == SourceId.X ? "tweet_id" : "id";
  }

  private static final class Table {
    private final List<Column> columns = new ArrayList<>();

    Table() {
      columns.add(new Column("datetime", TIMESTAMP_MICROS, true));
      add(STRING, "label");
    }

    Table add(ColumnType type, String... names) {
      for (String name : names) {
        columns.add(new Column(name, type, false));
      }
      return this;
    }

    List<Column> columns() {
      return List.copyOf(columns);
    }
  }
}
