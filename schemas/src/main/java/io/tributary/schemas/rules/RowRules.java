package io.tributary.schemas.rules;

import io.tributary.schemas.ContentKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Columns;

/**
 * The rules of {@link RecordRules} that can be asked again of a row that lies in the lake, one by
 * one. Pure functions, thread-safe; none throws on what a row holds.
 */
public final class RowRules {

  private static final long MINUTE_MICROS = 60_000_000;

  private RowRules() {}

  /**
   * Whether an address leads to the item that a row says it is.
   *
   * @param source whose table the row is in
   * @param key what the row's address leads to
   * @param id the platform's id in the row
   * @param dataType {@code post} or {@code comment} in a row of Reddit; null in one of X
   */
  public static boolean isItem(SourceId source, ContentKey key, String id, String dataType) {
    Model model = Model.of(source);
    Object[] values = new Object[Columns.of(source).size()];
    values[model.id()] = id;
    if (model.dataType() >= 0) {
      values[model.dataType()] = dataType;
    }
    try {
      IdRules.check(model, values, key);
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  /**
   * Whether an item can have been created at a time: always, but for tweets, whose ids hold it. Ids
   * from before that need a time from before that, and no others do.
   */
  public static boolean isCreatedAt(ContentKey key, long datetimeMicros) {
    return key.platform() != SourceId.X || Snowflake.agrees(key.tweetNumber(), datetimeMicros);
  }

  /** Whether a label, which may be null, is no longer than allowed. */
  public static boolean isLabel(String label) {
    try {
      Label.normalise(label);
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  /** A time without its seconds, in microseconds since the epoch. */
  public static long cutToMinute(long micros) {
    return micros - Math.floorMod(micros, MINUTE_MICROS);
  }
}
