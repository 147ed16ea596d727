package io.tributary.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One Java process that can be killed without warning and started again. Its output goes to a file.
 * Not thread-safe, except for its number.
 */
final class ChildProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final String name;
  private final int heapMegabytes;
  private final List<String> command;
  private final Path log;
  private final Setting setting;
  private volatile Process process;

  /**
   * A process that is not started yet.
   *
   * @param name for people, and of its log
   * @param main the class to run
   * @param args what its main gets
   * @param logs folder of logs
   */
  ChildProcess(String name, int heapMegabytes, Class<?> main, List<String> args, Path logs) {
    this(name, heapMegabytes, main.getName(), args, logs, Setting.PLAIN);
  }

  /** As the other, for a class that only its process needs, in a setting. */
  ChildProcess(
      String name, int heapMegabytes, String main, List<String> args, Path logs, Setting setting) {
    this.setting = setting;
    this.name = name;
    this.heapMegabytes = heapMegabytes;
    this.log = logs.resolve(name + ".log");
    this.command = new ArrayList<>(List.of(ChildMain.class.getName(), main));
    command.addAll(args);
  }

  /**
   * What a process is started in. Immutable.
   *
   * @param command goes before the process's own and becomes it, so that the process id stays
   * @param options of the Java virtual machine
   */
  record Setting(List<String> command, List<String> options) {
    static final Setting PLAIN = new Setting(List.of(), List.of());
  }

  /** Starts it; does not wait until it answers. */
  void start() throws IOException {
    List<String> all = new ArrayList<>(setting.command());
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(
        List.of(
            "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Dzookeeper.admin.enableServer=false"));
    all.addAll(setting.options());
    all.addAll(List.of("-cp", System.getProperty("java.class.path")));
    all.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process = builder.start();
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  void kill() throws IOException, InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException(name + " could not be killed");
    }
  }

  /**
   * Looks whether it runs.
   *
   * @throws IOException if it ended by itself
   */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          name + " ended by itself with code " + process.exitValue() + "; see " + log);
    }
  }

  /** Its number, by which its folder in {@code /proc} is named. */
  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
