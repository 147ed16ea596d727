package io.tributary.hotkey.phrase;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * One step of a derivation path, with Substrate's chain code of 32 bytes: a number as 8
 * little-endian bytes, any other text as SCALE encodes it, filled up with zeros; what is longer is
 * replaced by its BLAKE2b-256.
 */
final class Junction {

  static final int CHAIN_CODE_BYTES = 32;

  private final boolean hard;
  private final byte[] chainCode;

  private Junction(boolean hard, byte[] chainCode) {
    this.hard = hard;
    this.chainCode = chainCode;
  }

  /** The junction that a name, not empty, stands for. */
  static Junction of(boolean hard, String name) {
    byte[] encoded = number(name);
    if (encoded == null) {
      encoded = scale(name.getBytes(StandardCharsets.UTF_8));
    }
    return new Junction(
        hard,
        encoded.length > CHAIN_CODE_BYTES
            ? blake2b256(encoded)
            : Arrays.copyOf(encoded, CHAIN_CODE_BYTES));
  }

  boolean isHard() {
    return hard;
  }

  /** The chain code of 32 bytes. A fresh array. */
  byte[] chainCode() {
    return chainCode.clone();
  }

  static byte[] blake2b256(byte[] bytes) {
    Blake2bDigest digest = new Blake2bDigest(256);
    digest.update(bytes, 0, bytes.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    digest.reset();
    return hash;
  }

  /** A number below 2^64, as Rust's {@code u64} reads it: a plus sign may stand before it. */
  private static byte[] number(String name) {
    String digits = name.startsWith("+") ? name.substring(1) : name;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    long value;
    try {
      value = Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      // 2^64 or more: a name like any other.
      return null;
    }
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }

  /** The bytes behind their length in SCALE's compact form. */
  private static byte[] scale(byte[] utf8) {
    int length = utf8.length;
    byte[] prefix;
    if (length < 1 << 6) {
      prefix = new byte[] {(byte) (length << 2)};
    } else if (length < 1 << 14) {
      int value = (length << 2) | 1;
      prefix = new byte[] {(byte) value, (byte) (value >>> 8)};
    } else {
      int value = (length << 2) | 2;
      prefix =
          new byte[] {
            (byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)
          };
    }
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + length);
    System.arraycopy(utf8, 0, encoded, prefix.length, length);
    return encoded;
  }
}
