package io.tributary.local.feed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory of a feeder's own files, locked for one feeder at a time. */
final class StateDirectory implements AutoCloseable {

  private final Path directory;
  private final FileChannel lockFile;

  private StateDirectory(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory if need be and locks it.
   *
   * @throws FeedException if another feeder uses it or it cannot be written
   */
  static StateDirectory lock(Path directory) throws FeedException {
    Path absolute = directory.toAbsolutePath();
    FileChannel channel = null;
    try {
      Files.createDirectories(absolute);
      channel =
          FileChannel.open(
              absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        return new StateDirectory(absolute, channel);
      }
      channel.close();
      throw new FeedException(
          "another feeder is using " + absolute + "; stop it or choose another --state directory");
    } catch (IOException e) {
      throw new FeedException(
          "the feeder's directory " + absolute + " cannot be used: " + e.getMessage(), e);
    }
  }

  /** The file in which the feeder keeps what it sent. */
  Path sentLog() {
    return directory.resolve("sent.sqlite");
  }

  /** A file for a pass; whatever it holds is of no use later. */
  Path scratch() {
    return directory.resolve("scratch.sqlite");
  }

  @Override
  public void close() throws FeedException {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new FeedException(
          "the feeder's directory " + directory + " cannot be unlocked: " + e.getMessage(), e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
