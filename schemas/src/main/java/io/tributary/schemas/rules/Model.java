package io.tributary.schemas.rules;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.content.ParsedContent;

/** Where a platform's table has the columns that rules look at; -1 where it has none. Immutable. */
record Model(
    SourceId source,
    int url,
    int id,
    int created,
    int scraped,
    int dataType,
    int title,
    int body,
    int media,
    int nsfw) {

  private static final Model X =
      new Model(
          SourceId.X,
          ParsedContent.place(SourceId.X, "url"),
          ParsedContent.place(SourceId.X, "tweet_id"),
          ParsedContent.place(SourceId.X, "timestamp"),
          ParsedContent.place(SourceId.X, "scraped_at"),
          -1,
          -1,
          -1,
          -1,
          -1);

  private static final Model REDDIT =
      new Model(
          SourceId.REDDIT,
          ParsedContent.place(SourceId.REDDIT, "url"),
          ParsedContent.place(SourceId.REDDIT, "id"),
          ParsedContent.place(SourceId.REDDIT, "createdAt"),
          ParsedContent.place(SourceId.REDDIT, "scrapedAt"),
          ParsedContent.place(SourceId.REDDIT, "dataType"),
          ParsedContent.place(SourceId.REDDIT, "title"),
          ParsedContent.place(SourceId.REDDIT, "body"),
          ParsedContent.place(SourceId.REDDIT, "media"),
          ParsedContent.place(SourceId.REDDIT, "is_nsfw"));

  static Model of(SourceId source) {
    return source == SourceId.X ? X : REDDIT;
  }
}
