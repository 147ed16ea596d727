package io.tributary.auth.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A file on a disk that fills up, or that cannot sync. Only what appending needs works. */
final class FaultyChannel extends FileChannel {

  private final FileChannel file;
  private final AtomicLong bytesFree;
  private final boolean syncs;

  FaultyChannel(FileChannel file, AtomicLong bytesFree, boolean syncs) {
    this.file = file;
    this.bytesFree = bytesFree;
    this.syncs = syncs;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int room = (int) Math.min(bytesFree.get(), source.remaining());
    if (room == 0) {
      throw new IOException("No space left on device");
    }
    ByteBuffer part = source.slice(source.position(), room);
    int written = file.write(part);
    source.position(source.position() + written);
    bytesFree.addAndGet(-written);
    return written;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (!syncs) {
      throw new IOException("Input/output error");
    }
    file.force(metaData);
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
