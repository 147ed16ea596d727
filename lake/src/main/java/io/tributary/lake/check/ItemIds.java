package io.tributary.lake.check;

import io.tributary.schemas.ItemKey;
import io.tributary.schemas.SourceId;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an id alone says of the item of its row. Pure functions. */
final class ItemIds {

  private static final Pattern TWEET = Pattern.compile("[1-9][0-9]{0,18}");
  private static final Pattern THING = Pattern.compile("(?:t[13]_)?([1-9a-z][0-9a-z]{0,12})");

  private ItemIds() {}

  /**
   * A key that rows of one item share; empty if no item can have that id.
   *
   * @param dataType post or comment; null in rows of X
   */
  static Optional<ItemKey> key(SourceId source, String id, String dataType) {
    if (id == null) {
      return Optional.empty();
    }
    if (source == SourceId.X) {
      return TWEET.matcher(id).matches() ? Optional.of(ItemKey.of(id)) : Optional.empty();
    }
    var thing = THING.matcher(id);
    return thing.matches() && dataType != null
        ? Optional.of(ItemKey.of(dataType + ":" + thing.group(1)))
        : Optional.empty();
  }
}
