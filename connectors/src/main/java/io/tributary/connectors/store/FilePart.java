package io.tributary.connectors.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A range of a file as a stream that ends where the range ends. Not thread-safe. */
final class FilePart extends InputStream {

  private final FileChannel channel;
  private long position;
  private final long end;

  private FilePart(FileChannel channel, long offset, long length) {
    this.channel = channel;
    this.position = offset;
    this.end = offset + length;
  }

  /** The file that was to be uploaded cannot be read. */
  static final class UnreadableException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, IOException cause) {
      super(message, cause);
    }
  }

  static FilePart open(Path file, long offset, long length) {
    try {
      return new FilePart(FileChannel.open(file, StandardOpenOption.READ), offset, length);
    } catch (IOException e) {
      throw new UnreadableException("cannot open the file to be uploaded", e);
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    try {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
      if (count < 0) {
        throw new IOException("the file became shorter while it was uploaded");
      }
      position += count;
      return count;
    } catch (IOException e) {
      throw new UnreadableException("cannot read the file to be uploaded", e);
    }
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - position);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
