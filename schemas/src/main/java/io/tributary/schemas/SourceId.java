package io.tributary.schemas;

import java.util.Locale;
import java.util.Optional;

/** A platform that miners scrape. The code is the number in paths, stores and messages. */
public enum SourceId {
  REDDIT(1),
  X(2);

  private final int code;

  SourceId(int code) {
    this.code = code;
  }

  /** The number of this source on the subnet. */
  public int code() {
    return code;
  }

  /** The source with this number, or empty if it is none of ours. */
  public static Optional<SourceId> fromCode(int code) {
    return switch (code) {
      case 1 -> Optional.of(REDDIT);
      case 2 -> Optional.of(X);
      default -> Optional.empty();
    };
  }

  /**
   * Reads a number ({@code "2"}) or a name in any case ({@code "x"}, {@code "Reddit"}), as both
   * occur on upload paths.
   */
  public static Optional<SourceId> fromText(String text) {
    // Lower case, because upper-casing would turn letters of other scripts into ASCII.
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "reddit" -> Optional.of(REDDIT);
      case "2", "x" -> Optional.of(X);
      default -> Optional.empty();
    };
  }
}
