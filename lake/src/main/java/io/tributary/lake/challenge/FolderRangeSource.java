package io.tributary.lake.challenge;

import io.tributary.lake.challenge.ReadException.Fault;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * A lake in a folder, which holds {@code data}. A folder keeps no versions and no ETags of a store:
 * files are to be asked for as they are now, and what pins one afterwards is its length and time.
 * Thread-safe.
 */
public final class FolderRangeSource implements RangeSource {

  private final Path lake;

  /** A folder, which is not looked at yet. */
  public FolderRangeSource(Path lake) {
    this.lake = lake;
  }

  @Override
  public ObjectHead head(ObjectKey key, ObjectVersion version) throws ReadException {
    ObjectHead head = headCurrent(key);
    if (!head.is(version)) {
      throw new ReadException(Fault.ALTERED, "the folder has another file");
    }
    return head;
  }

  @Override
  public ObjectHead headCurrent(ObjectKey key) throws ReadException {
    Path file = file(key);
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isRegularFile()) {
        throw new ReadException(Fault.MISSING, "no regular file");
      }
      String etag = found.size() + "-" + found.lastModifiedTime().toMillis();
      return new ObjectHead(Optional.empty(), etag, found.size());
    } catch (NoSuchFileException e) {
      throw new ReadException(Fault.MISSING, "there is no such file", e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) throws ReadException {
    head(key, version);
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(range.length()));
    try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
      long at = range.offset();
      int read = channel.read(buffer, at);
      while (read >= 0 && buffer.hasRemaining()) {
        at += read;
        read = channel.read(buffer, at);
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private Path file(ObjectKey key) {
    return lake.resolve(key.path());
  }

  private static ReadException unavailable(IOException e) {
    return new ReadException(Fault.UNAVAILABLE, "the file cannot be read", e);
  }
}
