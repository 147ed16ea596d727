package io.tributary.hotkey.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** What btwallet signs for a text: its UTF-8 bytes, or the decoded bytes of a {@code 0x} text. */
public final class WalletText {

  private static final int DIGEST_BYTES = 32;

  private WalletText() {}

  /**
   * The bytes to sign. Repeated {@code 0x} prefixes are all dropped, as btwallet 4 does.
   *
   * @throws IllegalArgumentException if the text starts with {@code 0x} and the rest is not hex, or
   *     if the bytes could be taken for a structure of this product: 32 bytes that may be a bare
   *     digest, or a beginning that is kept for signing domains
   */
  public static byte[] bytesToSign(String text) {
    byte[] bytes = bytes(text);
    if (bytes.length == DIGEST_BYTES) {
      throw new IllegalArgumentException(
          "a message of 32 bytes may be a digest of anything and is not signed; sign the text");
    }
    for (SigningDomain domain : SigningDomain.values()) {
      byte[] tag = domain.tag().getBytes(StandardCharsets.US_ASCII);
      if (bytes.length >= tag.length && Arrays.equals(bytes, 0, tag.length, tag, 0, tag.length)) {
        throw new IllegalArgumentException(
            "a message that starts with " + domain.tag() + " is not signed as text");
      }
    }
    return bytes;
  }

  private static byte[] bytes(String text) {
    if (!text.startsWith("0x")) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    String digits = text;
    while (digits.startsWith("0x")) {
      digits = digits.substring(2);
    }
    if (digits.length() % 2 != 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw new IllegalArgumentException("a text that starts with 0x must be hex after it");
    }
    return HexFormat.of().parseHex(digits);
  }
}
