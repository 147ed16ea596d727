package io.tributary.local.demo.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The demo's folder: where things are in it. One demo at a time may use it. */
public final class DemoFolder implements AutoCloseable {

  /** The deployment's name. */
  public static final String AUDIENCE = "tributary-demo";

  /** The embedded store's bucket. */
  public static final String BUCKET = "tributary-demo";

  /** The subnet. */
  public static final int NETUID = 13;

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
  public static DemoFolder open(Path path) throws IOException, DemoException {
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

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** Kafka's data. */
  public Path kafka() {
    return root.resolve("kafka");
  }

  /** The embedded store's buckets. */
  public Path s3() {
    return root.resolve("s3");
  }

  /** Checkpoints and savepoints. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** The authentication service's state. */
  public Path auth() {
    return root.resolve("auth");
  }

  /** What a miner's feeder keeps. */
  public Path feeder(String miner) {
    return root.resolve("feeders").resolve(miner);
  }

  /** The file of registered hotkeys. */
  public Path registry() {
    return root.resolve("keys").resolve("registry.json");
  }

  /** The deployment's sink key. */
  public Path sinkKey() {
    return root.resolve("keys").resolve("sink.key");
  }

  /** Access keys and grants of the miners. */
  public Path accessKeys() {
    return root.resolve("keys").resolve("access");
  }

  /** The hotkey of the demo's validator. */
  public Path validatorKey() {
    return root.resolve("keys").resolve("validator.key");
  }

  /** A second sink key that the deployment lists, of whoever writes behind the ingest. */
  public Path testSinkKey() {
    return root.resolve("keys").resolve("test-sink.key");
  }

  /** What the validation keeps while it runs, and the table of its verdicts. */
  public Path validation() {
    return root.resolve("validation");
  }

  /** Files while they are encoded. */
  public Path spool() {
    return root.resolve("spool");
  }

  /** Copies of files of a store that is not embedded. */
  public Path downloads() {
    return root.resolve("downloads");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
