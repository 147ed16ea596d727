package io.tributary.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The 128-bit key under which an item is kept once: the first 16 bytes of SHA-256 of its content
 * key, as two big-endian words. Immutable.
 */
public record ItemKey(long high, long low) {

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
              throw new IllegalStateException("this Java has no SHA-256", e);
            }
          });

  /** The key of a content key such as {@code x:123}. */
  public static ItemKey of(String contentKey) {
    byte[] digest = SHA_256.get().digest(contentKey.getBytes(StandardCharsets.UTF_8));
    return new ItemKey(word(digest, 0), word(digest, 8));
  }

  /** The 16 bytes, big-endian. */
  public byte[] toBytes() {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return bytes;
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = 0; i < 8; i++) {
      word = word << 8 | (bytes[from + i] & 0xff);
    }
    return word;
  }

  /** Spreads well because the key is a digest already. */
  @Override
  public int hashCode() {
    return (int) (high ^ high >>> 32);
  }
}
