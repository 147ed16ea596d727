package io.tributary.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.local.Tributary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The demo as a process of its own, which can be killed. What it says goes to files. */
final class DemoProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path out;
  private final Path err;

  private DemoProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts {@code tributary demo}.
   *
   * @param logs an existing folder
   * @param name of this run, for its logs
   */
  static DemoProcess start(Path logs, String name, String... arguments) throws IOException {
    return start(logs, name, List.of(), arguments);
  }

  /** The same with further options of the virtual machine. */
  static DemoProcess start(Path logs, String name, List<String> options, String... arguments)
      throws IOException {
    Path out = logs.resolve(name + ".out");
    Path err = logs.resolve(name + ".err");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1000m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Tributary.class.getName(), "demo"));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new DemoProcess(process, out, err);
  }

  /** Waits until something holds, which must be before the process ends. */
  void awaitWhileRunning(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              assertThat(process.isAlive())
                  .as("the demo runs until %s; it said: %s", what, err())
                  .isTrue();
              return condition.call();
            });
  }

  /** Ends it as a power failure would. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended by SIGKILL").isTrue();
  }

  /** Ends it as Ctrl-C would. */
  void terminate() {
    process.destroy();
  }

  /** Its exit code, once it has ended by itself. */
  int exitCode(Duration within) throws Exception {
    assertThat(process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
        .as("the demo ends by itself within %s; it said: %s", within, err())
        .isTrue();
    return process.exitValue();
  }

  int exitCode() throws Exception {
    return exitCode(PATIENCE);
  }

  /** What it wrote to standard output. */
  String out() throws IOException {
    return Files.readString(out);
  }

  /** What it wrote to standard error. */
  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
