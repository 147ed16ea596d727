package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a TaskManager would have for itself on a machine of its own: a clock, and a small disk for
 * the spool, in a mount namespace that ends with the process, if this machine allows that.
 * Thread-safe.
 */
final class TaskManagerMachine {

  private static final long DISK_BYTES = 32L << 20;
  private static final String MOUNT =
      "mount -t tmpfs -o size=" + DISK_BYTES + " tmpfs \"$1\" && shift && exec \"$@\"";
  private static final String FILLER = "filler";
  private static final int PATIENCE_SECONDS = 10;

  private final Path spool;
  private final Path clock;
  private final boolean hasDisk;

  /**
   * @param spool a folder, over which the disk is mounted
   * @param clock a file that is not there yet, which sets the clock
   */
  TaskManagerMachine(Path spool, Path clock) throws IOException {
    this.spool = Files.createDirectories(spool);
    this.clock = clock;
    setAhead(Duration.ZERO);
    this.hasDisk = succeeds(onDisk(List.of("true")));
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      // No such command on this machine.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The command, run with the disk. */
  List<String> onDisk(List<String> command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("unshare", "--map-root-user", "--mount", "sh", "-c", MOUNT, "sh"));
    all.add(spool.toString());
    all.addAll(command);
    return all;
  }

  /** Whether its spool is on a disk of its own; otherwise it is a folder that all share. */
  boolean hasDisk() {
    return hasDisk;
  }

  /** How its TaskManager is started. */
  ChildProcess.Setting setting() throws IOException {
    return new ChildProcess.Setting(
        hasDisk ? onDisk(List.of()) : List.of(), List.of("-javaagent:" + agent() + "=" + clock));
  }

  /** The jar with this class, whose manifest names the agent. */
  private static Path agent() throws IOException {
    URL source = TaskManagerMachine.class.getProtectionDomain().getCodeSource().getLocation();
    Path jar = Path.of(URI.create(source.toString()));
    if (!Files.isRegularFile(jar)) {
      throw new IOException("an agent comes from a jar, and this is none: " + jar);
    }
    return jar;
  }

  /** From now on the clock is so far ahead of this machine's, or behind. */
  synchronized void setAhead(Duration ahead) throws IOException {
    Path next = clock.resolveSibling(clock.getFileName() + ".next");
    Files.writeString(next, ahead.toSeconds() + "\n");
    Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Leaves no room on the disk as it is now; nothing to do if the process that has it does not run
   * yet or any more.
   *
   * @param pid the TaskManager's
   */
  void fillDisk(long pid) throws IOException {
    Path filler = filler(pid);
    // Until its disk is mounted, a process sees this machine's, which is not to be filled.
    if (!Files.exists(filler.getParent())
        || Files.getFileStore(filler.getParent()).getTotalSpace() > DISK_BYTES) {
      return;
    }
    ByteBuffer zeros = ByteBuffer.allocate(64 << 10);
    try (FileChannel file =
        FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (file.size() <= DISK_BYTES) {
        zeros.clear();
        file.write(zeros);
      }
    } catch (IOException full) {
      // That was what is wanted: the last bytes did not fit.
    }
  }

  /** There is room again; nothing to do if the process that had this disk has ended. */
  void freeDisk(long pid) throws IOException {
    Files.deleteIfExists(filler(pid));
  }

  private Path filler(long pid) {
    return Path.of("/proc", Long.toString(pid), "root").resolve("." + spool).resolve(FILLER);
  }
}
