package io.tributary.lake.column;

import io.tributary.lake.proof.LeafRange;
import io.tributary.lake.proof.TailProof;
import io.tributary.lake.proof.UnsoundFileException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes of a file's data region that were proven against its tail, and no others. The only way in
 * is through the proof. Not thread-safe.
 */
public final class AuthenticBytes {

  private final TailProof proof;
  private final TreeMap<Long, byte[]> pieces = new TreeMap<>();

  /** No bytes yet, of the file with this tail. */
  public AuthenticBytes(TailProof proof) {
    this.proof = proof;
  }

  /**
   * Proves leaves and keeps their bytes, which are not copied and not to be changed.
   *
   * @throws UnsoundFileException if a leaf is not the one that the file commits to; nothing is kept
   */
  public void add(LeafRange range, byte[] bytes) throws UnsoundFileException {
    proof.proveLeaves(range, bytes);
    pieces.put(range.offset(), bytes);
  }

  /**
   * A copy of a run of bytes.
   *
   * @throws IllegalStateException if a byte of it was not proven
   */
  public byte[] copy(long offset, int length) {
    byte[] copy = new byte[length];
    int filled = 0;
    while (filled < length) {
      long at = offset + filled;
      Map.Entry<Long, byte[]> piece = pieces.floorEntry(at);
      if (piece == null || at - piece.getKey() >= piece.getValue().length) {
        throw new IllegalStateException("byte " + at + " was not authenticated");
      }
      int from = (int) (at - piece.getKey());
      int step = Math.min(length - filled, piece.getValue().length - from);
      System.arraycopy(piece.getValue(), from, copy, filled, step);
      filled += step;
    }
    return copy;
  }
}
