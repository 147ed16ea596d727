package io.tributary.lake.replay;

import java.util.Objects;

/**
 * One thing that a replay compared. Immutable.
 *
 * @param what was compared, in a few stable words
 * @param result how that went
 * @param detail for people: what was found, and where it differs
 */
public record ReplayCheck(String what, Result result, String detail) {

  /** How a comparison went. */
  public enum Result {
    /** Records give what was stated. */
    SAME,
    /** Records give something else. */
    DIFFERS,
    /** What it takes was not there. */
    NOT_CHECKED
  }

  /** Checks that all is there. */
  public ReplayCheck {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(detail, "detail");
  }

  /** Records give what was stated. */
  public static ReplayCheck same(String what, String detail) {
    return new ReplayCheck(what, Result.SAME, detail);
  }

  /** Records give something else. */
  public static ReplayCheck differs(String what, String detail) {
    return new ReplayCheck(what, Result.DIFFERS, detail);
  }

  /** What it takes was not there. */
  public static ReplayCheck notChecked(String what, String why) {
    return new ReplayCheck(what, Result.NOT_CHECKED, why);
  }

  static ReplayCheck of(String what, boolean isSame, String same, String otherwise) {
    return isSame ? same(what, same) : differs(what, otherwise);
  }
}
