package io.tributary.schemas.content;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Column;
import io.tributary.schemas.row.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a platform's content model, derived from its table. Immutable. */
final class ContentFields {

  /** The place of a field that is allowed and checked but is no column. */
  static final int MODEL_CONFIG = -1;

  /** The place of no field at all. */
  static final int UNKNOWN = -2;

  private static final ContentFields X =
      new ContentFields(
          SourceId.X, Set.of("username", "text", "url", "timestamp", "tweet_id", "scraped_at"));
  private static final ContentFields REDDIT =
      new ContentFields(
          SourceId.REDDIT,
          Set.of(
              "id",
              "url",
              "username",
              "communityName",
              "body",
              "createdAt",
              "dataType",
              "scrapedAt"));

  private final List<Column> columns;
  private final Map<String, Integer> places = new HashMap<>();
  private final boolean[] required;
  private final boolean[] listByDefault;

  private ContentFields(SourceId source, Set<String> requiredNames) {
    columns = Columns.of(source);
    required = new boolean[columns.size()];
    listByDefault = new boolean[columns.size()];
    for (int i = Columns.LABEL + 1; i < columns.size(); i++) {
      String name = columns.get(i).name();
      places.put(name, i);
      required[i] = requiredNames.contains(name);
      listByDefault[i] = name.equals("tweet_hashtags");
    }
    if (source == SourceId.X) {
      places.put("model_config", MODEL_CONFIG);
    }
  }

  static ContentFields of(SourceId source) {
    return source == SourceId.X ? X : REDDIT;
  }

  /** The place of a field's column, {@link #MODEL_CONFIG} or {@link #UNKNOWN}. */
  int place(String name) {
    Integer place = places.get(name);
    return place == null ? UNKNOWN : place;
  }

  List<Column> columns() {
    return columns;
  }

  boolean isRequired(int place) {
    return required[place];
  }

  /** Whether a missing value stands for an empty list rather than for null. */
  boolean isListByDefault(int place) {
    return listByDefault[place];
  }
}
