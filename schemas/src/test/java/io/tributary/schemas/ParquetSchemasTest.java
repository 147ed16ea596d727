package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetSchemasTest {

  @Test
  void theSchemaOfReddit() {
    assertThat(ParquetSchemas.of(SourceId.REDDIT))
        .hasToString(
            """
            message schema {
              required int64 datetime (TIMESTAMP(MICROS,true));
              optional binary label (STRING);
              optional binary id (STRING);
              optional binary username (STRING);
              optional binary communityName (STRING);
              optional binary body (STRING);
              optional binary title (STRING);
              optional binary createdAt (STRING);
              optional binary dataType (STRING);
              optional binary parentId (STRING);
              optional binary url (STRING);
              optional group media (LIST) {
                repeated group list {
                  required binary element (STRING);
                }
              }
              optional boolean is_nsfw;
              optional int64 score;
              optional double upvote_ratio;
              optional int64 num_comments;
              optional binary scrapedAt (STRING);
            }
            """);
  }

  @Test
  void theSchemaOfX() {
    assertThat(ParquetSchemas.of(SourceId.X))
        .hasToString(
            """
            message schema {
              required int64 datetime (TIMESTAMP(MICROS,true));
              optional binary label (STRING);
              optional binary username (STRING);
              optional binary text (STRING);
              optional group tweet_hashtags (LIST) {
                repeated group list {
                  required binary element (STRING);
                }
              }
              optional binary timestamp (STRING);
              optional binary url (STRING);
              optional group media (LIST) {
                repeated group list {
                  required binary element (STRING);
                }
              }
              optional binary user_id (STRING);
              optional binary user_display_name (STRING);
              optional boolean user_verified;
              optional binary tweet_id (STRING);
              optional boolean is_reply;
              optional boolean is_quote;
              optional binary conversation_id (STRING);
              optional binary in_reply_to_user_id (STRING);
              optional binary language (STRING);
              optional binary in_reply_to_username (STRING);
              optional binary quoted_tweet_id (STRING);
              optional int64 like_count;
              optional int64 retweet_count;
              optional int64 reply_count;
              optional int64 quote_count;
              optional int64 view_count;
              optional int64 bookmark_count;
              optional boolean user_blue_verified;
              optional binary user_description (STRING);
              optional binary user_location (STRING);
              optional binary profile_image_url (STRING);
              optional binary cover_picture_url (STRING);
              optional int64 user_followers_count;
              optional int64 user_following_count;
              optional binary scraped_at (STRING);
            }
            """);
  }

  @ParameterizedTest
  @EnumSource(SourceId.class)
  void hasTheColumnsOfTheTableInOrder(SourceId source) {
    assertThat(ParquetSchemas.of(source).getFields())
        .extracting(Type::getName)
        .containsExactlyElementsOf(Columns.of(source).stream().map(Column::name).toList());
    assertThat(Columns.of(source)).hasSize(source == SourceId.X ? 33 : 17);
  }
}
