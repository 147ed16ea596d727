package io.tributary.schemas;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file of the lake: {@code data_<yyyyMMdd>_<HHmmss>_<rows>_<first 16 hex of the tail
 * digest>.parquet}. Immutable.
 *
 * @param text the whole name
 * @param rows how many rows it claims
 * @param tailDigestPrefix the 16 hex digits it claims
 */
public record LakeFileName(String text, long rows, String tailDigestPrefix) {

  private static final Pattern FORM =
      Pattern.compile("data_\\d{8}_\\d{6}_([1-9]\\d{0,11})_([0-9a-f]{16})\\.parquet");

  /** Reads a name, or answers empty if the text is not exactly one. Never throws. */
  public static Optional<LakeFileName> parse(String text) {
    Matcher match = FORM.matcher(text);
    return match.matches()
        ? Optional.of(new LakeFileName(text, Long.parseLong(match.group(1)), match.group(2)))
        : Optional.empty();
  }
}
