package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A disk without room, until it is ended. What is deleted meanwhile is filled again at once, or the
 * small files of a spool would go on finding the room of those before.
 */
final class FullDisk implements Undo {

  private static final Duration POLL = Duration.ofMillis(20);

  private final TaskManagerMachine machine;
  private final LongSupplier pid;
  private final Thread filler = new Thread(this::keepFull, "chaos-full-disk");

  private FullDisk(TaskManagerMachine machine, LongSupplier pid) {
    this.machine = machine;
    this.pid = pid;
    filler.setDaemon(true);
  }

  /**
   * Fills the disk now and keeps it full.
   *
   * @param pid of the process that has it now: one that is started anew has a full one, too
   */
  static FullDisk begin(TaskManagerMachine machine, LongSupplier pid) throws IOException {
    machine.fillDisk(pid.getAsLong());
    FullDisk disk = new FullDisk(machine, pid);
    disk.filler.start();
    return disk;
  }

  private void keepFull() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        machine.fillDisk(pid.getAsLong());
      }
    } catch (IOException e) {
      System.err.println("the disk is not filled any more: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() throws IOException, InterruptedException {
    filler.interrupt();
    filler.join();
    machine.freeDisk(pid.getAsLong());
  }
}
