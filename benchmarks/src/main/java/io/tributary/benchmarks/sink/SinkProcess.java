package io.tributary.benchmarks.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a {@link SinkMain} in a Java of its own, in a folder that is deleted afterwards. */
final class SinkProcess {

  /** How Java ends when there is no memory left, if it is told to end. */
  private static final int OUT_OF_MEMORY = 3;

  private SinkProcess() {}

  /**
   * Runs a case.
   *
   * @return empty if its heap was too small
   * @throws IOException if it failed in any other way
   */
  static Optional<SinkResult> run(SinkCase wanted) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sink-benchmark");
    try {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + wanted.heap(),
                  "-XX:+UseSerialGC",
                  "-XX:+ExitOnOutOfMemoryError",
                  "-XX:+DisplayVMOutputToStderr",
                  "-Djava.io.tmpdir=" + folder,
                  "-cp",
                  System.getProperty("java.class.path"),
                  SinkMain.class.getName()));
      command.addAll(wanted.arguments());
      command.add(folder.toString());
      Path log = folder.resolve("log");
      Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
      try {
        return result(process, log);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      delete(folder);
    }
  }

  private static Optional<SinkResult> result(Process process, Path log)
      throws IOException, InterruptedException {
    String last = null;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
      }
    }
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      throw new IOException("a run has told its result and does not end");
    }
    if (process.exitValue() == OUT_OF_MEMORY) {
      return Optional.empty();
    }
    if (process.exitValue() != 0 || last == null) {
      throw new IOException(
          "a run ended with " + process.exitValue() + ":\n" + Files.readString(log));
    }
    return Optional.of(SinkResult.ofJson(last));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
