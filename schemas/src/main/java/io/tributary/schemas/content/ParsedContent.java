package io.tributary.schemas.content;

import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Columns;

/**
 * The outcome of reading a record's content: one value a column of its table, or a reason.
 *
 * <p>The values of the entity's own columns ({@code datetime}, {@code label}) are null and for the
 * caller to set. Not thread-safe.
 */
public final class ParsedContent {

  private final Object[] values;
  private final Reason reason;
  private final String detail;

  private ParsedContent(Object[] values, Reason reason, String detail) {
    this.values = values;
    this.reason = reason;
    this.detail = detail;
  }

  static ParsedContent of(Object[] values) {
    return new ParsedContent(values, null, "");
  }

  static ParsedContent refused(Reason reason, String detail) {
    return new ParsedContent(null, reason, detail);
  }

  /** The reason, or null if there are values. */
  public Reason reason() {
    return reason;
  }

  /** For people: what was wrong. At most 200 characters; empty if nothing was. */
  public String detail() {
    return detail;
  }

  /** The values in column order, owned by the caller; null if there is a reason. */
  public Object[] values() {
    return values;
  }

  /** The place of a column in {@link #values()}. */
  public static int place(SourceId source, String column) {
    for (int i = 0; i < Columns.of(source).size(); i++) {
      if (Columns.of(source).get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + column + " in the table of " + source);
  }
}
