package io.tributary.lake.proof;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.commitment.Commitments;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;

/** The bytes of a local file of known length. Not thread-safe. */
final class FileBytes implements Closeable {

  /** So many bad leaves are named; the rest is counted. */
  private static final int NAMED_LEAVES = 8;

  private final FileChannel channel;
  private final long size;

  private FileBytes(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static FileBytes open(Path file, long size) throws IOException {
    return new FileBytes(FileChannel.open(file, StandardOpenOption.READ), size);
  }

  long size() {
    return size;
  }

  int footerLength(FileRules rules) throws IOException, UnsoundFileException {
    int frame = (int) Math.min(size, FooterFrame.BYTES);
    return FooterFrame.footerLength(read(size - frame, frame), size, rules);
  }

  byte[] read(long offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    readInto(offset, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /** Checks every leaf, adds what is wrong, and answers SHA-256 of the whole file. */
  Octets checkLeaves(FooterCommitments commitments, List<Finding> findings) throws IOException {
    MessageDigest whole = Commitments.sha256();
    MessageDigest sha = Commitments.sha256();
    byte[] buffer = new byte[commitments.leafSize()];
    long dataLength = commitments.dataLength();
    int bad = 0;
    int leaf = 0;
    for (long at = 0; at < dataLength; at += commitments.leafSize(), leaf++) {
      int length = (int) Math.min(buffer.length, dataLength - at);
      readInto(at, ByteBuffer.wrap(buffer, 0, length));
      whole.update(buffer, 0, length);
      if (!commitments.leaves().matches(sha, leaf, buffer, 0, length) && ++bad <= NAMED_LEAVES) {
        findings.add(new Finding(FindingCode.LEAF_DIGEST, "leaf " + leaf + ", at byte " + at));
      }
    }
    if (bad > NAMED_LEAVES) {
      findings.add(new Finding(FindingCode.LEAF_DIGEST, bad + " of " + leaf + " leaves in all"));
    }
    for (long at = dataLength; at < size; at += buffer.length) {
      int length = (int) Math.min(buffer.length, size - at);
      readInto(at, ByteBuffer.wrap(buffer, 0, length));
      whole.update(buffer, 0, length);
    }
    return Octets.of(whole.digest());
  }

  private void readInto(long offset, ByteBuffer target) throws IOException {
    long at = offset;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        throw new EOFException("the file became shorter than " + size + " bytes");
      }
      at += read;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
