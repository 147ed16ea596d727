package io.tributary.hotkey.identity;

import io.tributary.schemas.Hotkey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * SS58 addresses of accounts: base58 of a network prefix, the 32-byte public key and two bytes of
 * BLAKE2b-512 over {@code SS58PRE}, prefix and key.
 *
 * <p>Reading is strict, because the format is malleable and addresses are path names here: prefix
 * 42 only, and only the one spelling that {@link #encode} gives. Thread-safe.
 */
public final class Ss58 {

  /** The generic Substrate prefix, which Bittensor uses. */
  public static final int PREFIX = 42;

  private static final int KEY_BYTES = 32;
  private static final int CHECKSUM_BYTES = 2;
  private static final int MAX_CHARACTERS = 64;
  private static final byte[] TAG = "SS58PRE".getBytes(StandardCharsets.US_ASCII);

  private Ss58() {}

  /**
   * The address of a public key.
   *
   * @throws IllegalArgumentException if the key has not 32 bytes
   */
  public static Hotkey encode(byte[] publicKey) {
    return new Hotkey(encode(publicKey, PREFIX));
  }

  /**
   * The public key of an address.
   *
   * @return 32 bytes, a fresh array
   * @throws InvalidAddressException with a stable reason, for any other text
   */
  public static byte[] decode(String address) throws InvalidAddressException {
    if (address.isEmpty()) {
      throw new InvalidAddressException(AddressFault.EMPTY);
    }
    if (address.length() > MAX_CHARACTERS) {
      throw new InvalidAddressException(AddressFault.LENGTH);
    }
    if (!Base58.isAlphabet(address)) {
      throw new InvalidAddressException(AddressFault.CHARACTER);
    }
    byte[] bytes = Base58.decode(address);
    int prefixBytes = bytes.length - KEY_BYTES - CHECKSUM_BYTES;
    if (prefixBytes < 1 || prefixBytes > 2) {
      throw new InvalidAddressException(AddressFault.LENGTH);
    }
    int first = bytes[0] & 0xff;
    if ((first < 64 ? 1 : 2) != prefixBytes && first < 128) {
      throw new InvalidAddressException(AddressFault.LENGTH);
    }
    int body = bytes.length - CHECKSUM_BYTES;
    byte[] checksum = checksum(bytes, body);
    if (bytes[body] != checksum[0] || bytes[body + 1] != checksum[1]) {
      throw new InvalidAddressException(AddressFault.CHECKSUM);
    }
    if (prefix(bytes) != PREFIX) {
      throw new InvalidAddressException(AddressFault.PREFIX);
    }
    // Base58 writes the same bytes in one way only, so the bytes tell whether the text is
    // canonical.
    if (prefixBytes != 1) {
      throw new InvalidAddressException(AddressFault.NOT_CANONICAL);
    }
    return Arrays.copyOfRange(bytes, prefixBytes, body);
  }

  /**
   * The hotkey of an address that was written by somebody else.
   *
   * @throws InvalidAddressException as {@link #decode} does
   */
  public static Hotkey parse(String address) throws InvalidAddressException {
    decode(address);
    return new Hotkey(address);
  }

  /**
   * The public key of a hotkey.
   *
   * @throws InvalidAddressException if its checksum is wrong
   */
  public static byte[] publicKey(Hotkey hotkey) throws InvalidAddressException {
    return decode(hotkey.address());
  }

  /** The address under any simple or two-byte prefix, up to 16383. */
  static String encode(byte[] publicKey, int prefix) {
    if (publicKey.length != KEY_BYTES) {
      throw new IllegalArgumentException("a public key has 32 bytes, not " + publicKey.length);
    }
    int prefixBytes = prefix < 64 ? 1 : 2;
    int body = prefixBytes + KEY_BYTES;
    byte[] bytes = new byte[body + CHECKSUM_BYTES];
    if (prefixBytes == 1) {
      bytes[0] = (byte) prefix;
    } else {
      bytes[0] = (byte) (((prefix & 0xfc) >> 2) | 0x40);
      bytes[1] = (byte) ((prefix >> 8) | ((prefix & 3) << 6));
    }
    System.arraycopy(publicKey, 0, bytes, prefixBytes, KEY_BYTES);
    System.arraycopy(checksum(bytes, body), 0, bytes, body, CHECKSUM_BYTES);
    return Base58.encode(bytes);
  }

  /** The prefix, or -1 for a reserved form. */
  private static int prefix(byte[] bytes) {
    int first = bytes[0] & 0xff;
    if (first < 64) {
      return first;
    }
    if (first < 128) {
      int second = bytes[1] & 0xff;
      return ((first & 0x3f) << 2) | (second >> 6) | ((second & 0x3f) << 8);
    }
    return -1;
  }

  private static byte[] checksum(byte[] bytes, int length) {
    Blake2bDigest digest = new Blake2bDigest(512);
    digest.update(TAG, 0, TAG.length);
    digest.update(bytes, 0, length);
    byte[] checksum = new byte[digest.getDigestSize()];
    digest.doFinal(checksum, 0);
    return checksum;
  }
}
