package io.tributary.lake.parquet;

import io.tributary.lake.commitment.Commitments;
import io.tributary.lake.commitment.LeafDigests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Writes a file in one pass and hashes it on the way: whole, leaf by leaf, and tail.
 *
 * <p>The buffer holds exactly one leaf, so a leaf is complete when it is written. Not thread-safe.
 */
final class CommittingOutputStream extends PositionOutputStream {

  private final OutputStream out;
  private final byte[] buffer;
  private final MessageDigest whole = Commitments.sha256();
  private final MessageDigest part = Commitments.sha256();
  private final ByteArrayOutputStream leaves = new ByteArrayOutputStream();
  private int filled;
  private long flushed;
  private long leafIndex;
  private long dataLength = -1;
  private byte[] wholeDigest;
  private byte[] tailSha;

  /**
   * @param out where the bytes go; closed with this stream
   * @param leafBuffer as long as a leaf; belongs to this stream until it is closed
   */
  CommittingOutputStream(OutputStream out, byte[] leafBuffer) {
    this.out = out;
    this.buffer = leafBuffer;
  }

  /** Ends the data region here. Everything written later belongs to the tail. */
  LeafDigests endData() throws IOException {
    if (dataLength >= 0) {
      throw new IllegalStateException("the data region has ended already");
    }
    if (filled > 0) {
      flushBuffer();
    }
    dataLength = flushed;
    part.reset();
    return LeafDigests.of(leaves.toByteArray());
  }

  long dataLength() {
    return dataLength;
  }

  int leafSize() {
    return buffer.length;
  }

  int leafCount() {
    return Math.toIntExact(leafIndex);
  }

  /** SHA-256 of the file. Only after {@link #close}. */
  byte[] wholeDigest() {
    return wholeDigest;
  }

  /** The tail digest of the file. Only after {@link #close}. */
  byte[] tailDigest() {
    return Commitments.tailDigest(flushed, dataLength, buffer.length, tailSha);
  }

  @Override
  public long getPos() {
    return flushed + filled;
  }

  @Override
  public void write(int value) throws IOException {
    buffer[filled++] = (byte) value;
    if (filled == buffer.length) {
      flushBuffer();
    }
  }

  @Override
  public void write(byte[] array, int offset, int length) throws IOException {
    int from = offset;
    int rest = length;
    while (rest > 0) {
      int step = Math.min(rest, buffer.length - filled);
      System.arraycopy(array, from, buffer, filled, step);
      filled += step;
      from += step;
      rest -= step;
      if (filled == buffer.length) {
        flushBuffer();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (wholeDigest != null) {
      return;
    }
    try (out) {
      if (filled > 0) {
        flushBuffer();
      }
    }
    wholeDigest = whole.digest();
    tailSha = part.digest();
  }

  private void flushBuffer() throws IOException {
    whole.update(buffer, 0, filled);
    if (dataLength < 0) {
      leaves.write(Commitments.leafDigest(part, leafIndex, buffer, 0, filled));
      leafIndex++;
    } else {
      part.update(buffer, 0, filled);
    }
    out.write(buffer, 0, filled);
    flushed += filled;
    filled = 0;
  }
}
