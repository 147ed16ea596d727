package io.tributary.hotkey.chain;

import io.tributary.hotkey.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Objects;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/**
 * Where a value stands in a chain's state: the hash of a pallet's name, the hash of an item's name,
 * then the item's keys, each hashed as the item is declared. Immutable.
 */
public record StorageKey(Octets bytes) {

  /** Bytes of the two hashes of names (twox-128 of each). */
  static final int PREFIX_BYTES = 32;

  public StorageKey {
    Objects.requireNonNull(bytes, "bytes");
  }

  /** {@code 0x} and lower-case hex, as nodes write it. */
  public String hex() {
    return "0x" + bytes.hex();
  }

  @Override
  public String toString() {
    return hex();
  }

  /** Starts at an item: 64 hex digits. */
  static Path item(String prefix) {
    return new Path(HexFormat.of().parseHex(prefix));
  }

  /** Builds a key behind an item's prefix. Not thread-safe. */
  static final class Path {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(96);

    private Path(byte[] prefix) {
      if (prefix.length != PREFIX_BYTES) {
        throw new IllegalArgumentException("an item's prefix has 32 bytes");
      }
      out.writeBytes(prefix);
    }

    /** A number of 16 bits under the hasher Identity. */
    Path identity(int number) {
      if (number < 0 || number > 0xffff) {
        throw new IllegalArgumentException("not a number of 16 bits: " + number);
      }
      out.write(number);
      out.write(number >> 8);
      return this;
    }

    /** Bytes under the hasher Blake2_128Concat. */
    Path blake2Concat(byte[] key) {
      Blake2bDigest digest = new Blake2bDigest(128);
      digest.update(key, 0, key.length);
      byte[] hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      out.writeBytes(hash);
      out.writeBytes(key);
      return this;
    }

    StorageKey end() {
      return new StorageKey(Octets.of(out.toByteArray()));
    }
  }
}
