package io.tributary.auth.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The ZIP, unpacked as Lambda does, in a JVM of its own under Lambda's runtime client. */
final class LambdaProcess implements AutoCloseable {

  /** Beside this module: built by the module {@code auth} before. */
  static final Path ZIP = Path.of("../auth/target/tributary-auth-lambda.zip");

  /** What Lambda's own runtime for Java 17 starts with, for 1,769 MB: one virtual processor. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:MaxHeapSize=1503m",
          "-XX:+UseSerialGC",
          "-XX:+TieredCompilation",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto");

  private final Process process;
  private final Path log;
  private final long startNanos = System.nanoTime();

  LambdaProcess(Path folder, Map<String, String> environment, List<String> more) throws Exception {
    Path task = unpack(folder.resolve("task"));
    log = Files.createTempFile(folder, "function", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(more);
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            jarOf(AWSLambda.class),
            jarOf(PojoSerializer.class),
            task.toString(),
            task.resolve("lib") + File.separator + "*"));
    command.add(AWSLambda.class.getName());
    command.add("io.tributary.auth.lambda.AccessHandler");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  long startNanos() {
    return startNanos;
  }

  /** How long processors worked for it, which others on this machine do not change much. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What was written to the log so far. */
  String log() throws IOException {
    return Files.readString(log);
  }

  private static Path unpack(Path task) throws IOException {
    if (Files.isDirectory(task)) {
      return task;
    }
    try (InputStream file = Files.newInputStream(ZIP);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = task.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
    return task;
  }

  private static String jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
