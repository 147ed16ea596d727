package io.tributary.auth.evidence;

import io.tributary.auth.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/**
 * Files of lines that only grow, open to their owner only. Not thread-safe.
 *
 * <p>A file is opened for each batch, so that nothing of a failed one is carried along. What a
 * failed batch left may be cut short, or may vanish with the machine although it can be read now:
 * the batch after it begins with a line feed of its own, so that no later line hangs on to that.
 * Readers skip empty lines and lines that are no JSON.
 */
final class DurableFiles implements GroupCommit.Target {

  /** Opens an existing file for appending. */
  interface Opener {
    FileChannel open(Path file) throws IOException;
  }

  private static final byte LINE_FEED = '\n';

  private final Opener opener;
  private Path sound;

  /** Files of this machine. */
  DurableFiles() {
    this(file -> FileChannel.open(file, StandardOpenOption.APPEND));
  }

  DurableFiles(Opener opener) {
    this.opener = Objects.requireNonNull(opener, "opener");
  }

  /**
   * Appends lines, given without line feed, and syncs them.
   *
   * @throws IOException if any of them may not be durable
   */
  @Override
  public void append(Path file, List<byte[]> lines) throws IOException {
    // Sound is only a file whose last sync succeeded.
    boolean isSound = file.equals(sound);
    sound = null;
    if (Files.notExists(file)) {
      PrivateFiles.create(file);
    }
    try (FileChannel channel = opener.open(file)) {
      boolean begins = !isSound && channel.size() > 0;
      ByteBuffer bytes = joined(begins, lines);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
    if (!isSound) {
      PrivateFiles.syncFolder(file.getParent());
    }
    sound = file;
  }

  private static ByteBuffer joined(boolean begins, List<byte[]> lines) {
    int size = lines.stream().mapToInt(line -> line.length + 1).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size + 1);
    if (begins) {
      bytes.put(LINE_FEED);
    }
    for (byte[] line : lines) {
      bytes.put(line).put(LINE_FEED);
    }
    return bytes.flip();
  }
}
