package io.tributary.local.demo.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The demo's folder: where things are in it. One demo at a time may use it. */
final class DemoFolder implements AutoCloseable {

  /** The deployment's name and the embedded store's bucket. */
  static final String AUDIENCE = "tributary-demo";

  static final String BUCKET = "tributary-demo";
  static final int NETUID = 13;

  private final Path root;
  private final FileChannel lockFile;

  private DemoFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder if it is missing, and locks it.
   *
   * @throws DemoException if another demo uses it
   */
  static DemoFolder open(Path path) throws IOException, DemoException {
    Path root = path.toAbsolutePath().normalize();
    Files.createDirectories(root);
    FileChannel lockFile =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      lockFile.close();
      throw new DemoException(
          "another demo runs on " + root + "; wait for it, or choose another --dir");
    }
    return new DemoFolder(root, lockFile);
  }

  Path root() {
    return root;
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path s3() {
    return root.resolve("s3");
  }

  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  Path auth() {
    return root.resolve("auth");
  }

  Path feeder(String miner) {
    return root.resolve("feeders").resolve(miner);
  }

  Path registry() {
    return root.resolve("keys").resolve("registry.json");
  }

  Path sinkKey() {
    return root.resolve("keys").resolve("sink.key");
  }

  Path accessKeys() {
    return root.resolve("keys").resolve("access");
  }

  Path spool() {
    return root.resolve("spool");
  }

  Path downloads() {
    return root.resolve("downloads");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
