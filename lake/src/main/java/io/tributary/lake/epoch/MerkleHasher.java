package io.tributary.lake.epoch;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Computes the root of the Merkle tree of RFC 9162 (section 2.1.1) over entries that come one after
 * the other, with SHA-256: a leaf is the hash of a zero byte and the entry, a node that of a one
 * byte and its two children, and the tree over nothing is the hash of nothing. Holds one digest for
 * each level of the tree. Not thread-safe.
 */
final class MerkleHasher {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha = Commitments.sha256();

  /** Roots of the complete subtrees so far, the smallest and rightmost first. */
  private final Deque<byte[]> subtrees = new ArrayDeque<>();

  private long entries;

  void add(byte[] entry) {
    sha.update(LEAF);
    subtrees.push(sha.digest(entry));
    // As a binary counter carries: two subtrees of one size become one.
    for (long rest = entries; (rest & 1) == 1; rest >>>= 1) {
      byte[] right = subtrees.pop();
      subtrees.push(node(subtrees.pop(), right));
    }
    entries++;
  }

  /** The root over all entries so far. Nothing may be added afterwards. */
  Octets root() {
    if (subtrees.isEmpty()) {
      return Octets.of(sha.digest());
    }
    byte[] root = subtrees.pop();
    while (!subtrees.isEmpty()) {
      root = node(subtrees.pop(), root);
    }
    return Octets.of(root);
  }

  private byte[] node(byte[] left, byte[] right) {
    sha.update(NODE);
    sha.update(left);
    return sha.digest(right);
  }
}
