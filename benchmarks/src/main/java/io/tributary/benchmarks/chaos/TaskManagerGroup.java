package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;

/** The TaskManagers of a cluster, and what goes wrong with them. Not thread-safe. */
final class TaskManagerGroup {

  private static final int HEAP_MEGABYTES = 640;

  private final ClusterRest rest;

  /** By Flink's name of it. */
  private final Map<String, TaskManager> all = new LinkedHashMap<>();

  /** A TaskManager and what it runs on. */
  private record TaskManager(ChildProcess process, TaskManagerMachine machine) {}

  /**
   * TaskManagers that are not started yet.
   *
   * @param spool where each has the disk of its spool, if it can have one
   * @param rest tells which have work
   */
  TaskManagerGroup(int number, ClusterFiles files, Path spool, ClusterRest rest)
      throws IOException {
    this.rest = rest;
    for (int i = 1; i <= number; i++) {
      String name = "taskmanager-" + i;
      TaskManagerMachine machine =
          new TaskManagerMachine(spool, files.conf().resolve(name + ".clock"));
      ChildProcess process =
          new ChildProcess(
              name,
              HEAP_MEGABYTES,
              TaskManagerRunner.class.getName(),
              List.of("--configDir", files.conf().toString(), "-Dtaskmanager.resource-id=" + name),
              files.logs(),
              machine.setting());
      all.put(name, new TaskManager(process, machine));
    }
  }

  Collection<ChildProcess> processes() {
    return all.values().stream().map(TaskManager::process).toList();
  }

  /**
   * Kills one that has work, and starts it again.
   *
   * @param which of those; any number
   */
  void kill(int which) throws IOException, InterruptedException {
    ChildProcess victim = busy(which).process();
    victim.kill();
    victim.start();
  }

  /** Kills all at once, and starts them again. */
  void killAll() throws IOException, InterruptedException {
    for (ChildProcess victim : processes()) {
      victim.kill();
    }
    for (ChildProcess victim : processes()) {
      victim.start();
    }
  }

  /** When the work is being moved, or nobody tells where it is, any of them. */
  private TaskManager busy(int which) throws InterruptedException {
    List<String> names = new ArrayList<>(rest.busyTaskManagers());
    names.retainAll(all.keySet());
    if (names.isEmpty()) {
      names.addAll(all.keySet());
    }
    return all.get(names.get(which % names.size()));
  }

  /** Whether they have disks that can be filled. */
  boolean hasDisks() {
    return all.values().stream().allMatch(t -> t.machine().hasDisk());
  }

  /** Sets the clock of one that has work back; the answer sets it right. */
  Undo setClockBehind(int which, Duration behind) throws IOException, InterruptedException {
    TaskManagerMachine machine = busy(which).machine();
    machine.setAhead(behind.negated());
    return () -> machine.setAhead(Duration.ZERO);
  }

  /** Fills the disk of one that has work; the answer makes room again. */
  Undo fillDisk(int which) throws IOException, InterruptedException {
    TaskManager taskManager = busy(which);
    return FullDisk.begin(taskManager.machine(), taskManager.process()::pid);
  }
}
