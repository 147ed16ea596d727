package io.tributary.hotkey.chain;

import java.util.regex.Pattern;

/** The hash of a block: {@code 0x} and 64 lower-case hex digits. Immutable. */
public record BlockHash(String hex) {

  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if the text has not that form
   */
  public BlockHash {
    if (!isHash(hex)) {
      throw new IllegalArgumentException("a block's hash is 0x and 64 lower-case hex digits");
    }
  }

  static boolean isHash(String text) {
    return text.length() == 66 && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return hex;
  }
}
