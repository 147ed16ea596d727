package io.tributary.lake.draw;

import io.tributary.hotkey.chain.BlockHash;
import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.epoch.Freeze;
import io.tributary.schemas.Hotkey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What decides all draws of a miner in an epoch. Nobody knows it before the seed block exists, and
 * what it is drawn over was frozen by then. Immutable.
 *
 * @param bytes 32 bytes
 */
public record Seed(Octets bytes) {

  private static final byte[] TAG = "tributary/seed/1".getBytes(StandardCharsets.US_ASCII);

  /**
   * @throws IllegalArgumentException if there are not 32 bytes
   */
  public Seed {
    if (bytes.size() != Commitments.DIGEST_BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + bytes.size());
    }
  }

  /**
   * The seed of a freeze.
   *
   * @param seedBlockHash hash of the finalized block {@code freeze.schedule().seedBlock(epoch)}
   */
  public static Seed of(Freeze freeze, BlockHash seedBlockHash) {
    return of(
        freeze.netuid(), freeze.epoch(), freeze.hotkey(), freeze.frozenDigest(), seedBlockHash);
  }

  /**
   * SHA-256 over tag, netuid (2 bytes), epoch (8 bytes), the miner's address (48 bytes of ASCII),
   * frozen digest and the block's hash; integers are big-endian.
   */
  public static Seed of(
      int netuid, long epoch, Hotkey miner, Octets frozenDigest, BlockHash seedBlockHash) {
    MessageDigest sha = Commitments.sha256();
    sha.update(TAG);
    sha.update(ByteBuffer.allocate(10).putShort((short) netuid).putLong(epoch).array());
    sha.update(miner.address().getBytes(StandardCharsets.US_ASCII));
    sha.update(frozenDigest.bytes());
    return new Seed(Octets.of(sha.digest(Freeze.bytesOf(seedBlockHash).bytes())));
  }
}
