package io.tributary.local.chain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A block and the state after it. Its hash follows from everything before it: the same history
 * gives the same hashes. Immutable.
 *
 * @param number from 0
 * @param hash of this block, {@code 0x} and hex
 * @param parent hash of the block before
 * @param time when it was made
 * @param neurons the subnet by uid
 */
record Block(long number, String hash, String parent, Instant time, List<Neuron> neurons) {

  private static final String NO_PARENT = "0x" + "00".repeat(32);

  Block {
    neurons = List.copyOf(neurons);
  }

  /** A block that nothing is known of before. */
  static Block first(long number, Instant time) {
    return new Block(number, hash(NO_PARENT, number, 0, List.of()), NO_PARENT, time, List.of());
  }

  /**
   * @param fork tells blocks apart that follow the same parent
   */
  Block next(int fork, Instant when, List<Neuron> state) {
    return new Block(number + 1, hash(hash, number + 1, fork, state), hash, when, state);
  }

  private static String hash(String parent, long number, int fork, List<Neuron> state) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(parent.getBytes(StandardCharsets.US_ASCII));
      digest.update(ByteBuffer.allocate(12).putLong(number).putInt(fork).array());
      for (Neuron neuron : state) {
        digest.update(neuron.key().bytes());
        digest.update((byte) (neuron.permit() ? 1 : 0));
        digest.update(ByteBuffer.allocate(8).putLong(neuron.rao()).array());
      }
      return "0x" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
