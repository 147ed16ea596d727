package io.tributary.lake.check;

import io.tributary.schemas.ItemKey;
import io.tributary.schemas.SourceId;
import java.util.Optional;

/** What an id alone says of the item of its row. Pure functions. */
final class ItemIds {

  private static final int MOST_TWEET = 19;
  private static final int MOST_THING = 13;

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
      return isNumber(id, MOST_TWEET, '9') ? Optional.of(ItemKey.of(id)) : Optional.empty();
    }
    String thing = id.startsWith("t1_") || id.startsWith("t3_") ? id.substring(3) : id;
    return isNumber(thing, MOST_THING, 'z') && dataType != null
        ? Optional.of(ItemKey.of(dataType + ":" + thing))
        : Optional.empty();
  }

  /**
   * Whether a text is a number without leading zero. Files have very many of them.
   *
   * @param largest digit: 9, or z to base 36
   */
  private static boolean isNumber(String text, int mostDigits, char largest) {
    int length = text.length();
    if (length < 1 || length > mostDigits || text.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= largest);
      if (!isDigit) {
        return false;
      }
    }
    return true;
  }
}
