package io.tributary.schemas.rules;

import io.tributary.schemas.Reason;
import io.tributary.schemas.content.Utf8Json;
import java.util.Locale;

/** The label of a record in the form in which the lake holds it. */
final class Label {

  private static final int MAX_CODE_POINTS = 140;

  /** What miners' stores hold where there is no label. */
  private static final String NONE = "NULL";

  private Label() {}

  /** The lower-cased label, or null if there is none. */
  static String normalise(String label) throws Refusal {
    if (label == null || label.equals(NONE)) {
      return null;
    }
    if (Utf8Json.hasLoneSurrogate(label)) {
      throw new Refusal(Reason.BAD_FIELD_VALUE, "the label is not valid text");
    }
    String lower = label.toLowerCase(Locale.ROOT);
    if (lower.length() > MAX_CODE_POINTS) {
      int length = lower.codePointCount(0, lower.length());
      if (length > MAX_CODE_POINTS) {
        throw new Refusal(
            Reason.LABEL_TOO_LONG,
            "the label has " + length + " characters, at most " + MAX_CODE_POINTS + " are allowed");
      }
    }
    return lower;
  }
}
