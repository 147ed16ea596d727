package io.tributary.benchmarks.sink;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigConstants;

/** Runs a {@link SinkMain} in a Java of its own, in a folder that is deleted afterwards. */
final class SinkProcess {

  /** How Java ends when there is no memory left, if it is told to end. */
  private static final int OUT_OF_MEMORY = 3;

  /** Whoever needs longer is short of memory: collections of garbage are then all that it does. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private SinkProcess() {}

  /**
   * Runs a case.
   *
   * @return empty if its heap was too small, or so small that it did not end within some minutes
   * @throws IOException if it failed in any other way
   */
  static Optional<SinkResult> run(SinkCase wanted) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sink-benchmark");
    try {
      if (wanted.store() == SinkCase.Store.FILES) {
        return run(wanted, folder, Map.of());
      }
      try (StoreProcess store =
          StoreProcess.start(folder.resolve("store"), folder.resolve("store.log"))) {
        return run(wanted, folder, store.environment());
      }
    } finally {
      delete(folder);
    }
  }

  private static Optional<SinkResult> run(
      SinkCase wanted, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + wanted.heap(),
                "-XX:+UseSerialGC",
                // Full collections leave nothing dead in place, so that they tell what is in use.
                "-XX:MarkSweepAlwaysCompactCount=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                SinkMain.class.getName()));
    command.addAll(wanted.arguments());
    command.add(folder.toString());
    Path log = folder.resolve("log");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(log.toFile()).redirectOutput(out.toFile());
    builder.environment().putAll(environment);
    builder.environment().put(ConfigConstants.ENV_FLINK_PLUGINS_DIR, plugins().toString());
    Process process = builder.start();
    try {
      return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)
          ? result(process.exitValue(), Files.readAllLines(out), log)
          : Optional.empty();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** Where the build puts Flink's file systems, beside its own result. */
  private static Path plugins() throws IOException {
    try {
      URI built = SinkProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(built).resolveSibling("plugins");
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static Optional<SinkResult> result(int exit, List<String> lines, Path log)
      throws IOException {
    if (exit == OUT_OF_MEMORY) {
      return Optional.empty();
    }
    if (exit != 0 || lines.isEmpty()) {
      throw new IOException("a run ended with " + exit + ":\n" + Files.readString(log));
    }
    return Optional.of(SinkResult.ofJson(lines.get(lines.size() - 1)));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
