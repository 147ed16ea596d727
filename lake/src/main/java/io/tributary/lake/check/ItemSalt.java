package io.tributary.lake.check;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.lake.commitment.Commitments;
import io.tributary.schemas.ItemKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Which items an epoch looks at where it cannot look at all: the same ones for all miners, so that
 * copies meet, and none that anybody could know when files were written. Immutable.
 *
 * @param value from the hash of the epoch's seed block
 */
public record ItemSalt(long value) {

  private static final byte[] TAG = "tributary/items/1".getBytes(StandardCharsets.US_ASCII);

  /** The first 8 bytes of SHA-256 over a tag and the hash as text. */
  public static ItemSalt of(BlockHash seedBlock) {
    MessageDigest sha = Commitments.sha256();
    sha.update(TAG);
    byte[] digest = sha.digest(seedBlock.toString().getBytes(StandardCharsets.UTF_8));
    return new ItemSalt(ByteBuffer.wrap(digest).getLong());
  }

  /**
   * The place of an item in the epoch's order of all items, as an unsigned number: the finalizer of
   * splitmix64 (Steele, Lea and Flood, OOPSLA 2014) over key and salt.
   */
  long rank(ItemKey key) {
    long z = key.high() ^ value;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
