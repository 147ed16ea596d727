package io.tributary.benchmarks.sink;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The process of a {@link StoreMain}, from the side of whoever started it. */
public final class StoreProcess implements AutoCloseable {

  static final String REGION = "us-east-1";

  public static final String ENDPOINT = "SINK_STORE_ENDPOINT";
  static final String OWNER_ID = "SINK_STORE_OWNER_ID";
  static final String OWNER_SECRET = "SINK_STORE_OWNER_SECRET";
  public static final String SESSION_ID = "SINK_STORE_SESSION_ID";
  public static final String SESSION_SECRET = "SINK_STORE_SESSION_SECRET";
  public static final String SESSION_TOKEN = "SINK_STORE_SESSION_TOKEN";
  static final String FOLDER = "SINK_STORE_FOLDER";
  static final String PROCESS = "SINK_STORE_PROCESS";

  /** What the process tells, in this order. */
  private static final List<String> TOLD =
      List.of(ENDPOINT, OWNER_ID, OWNER_SECRET, SESSION_ID, SESSION_SECRET, SESSION_TOKEN);

  private final Process process;
  private final Map<String, String> environment;

  private StoreProcess(Process process, Map<String, String> environment) {
    this.process = process;
    this.environment = environment;
  }

  /**
   * Starts a store on a folder and waits until it answers.
   *
   * @throws IOException if it cannot start; the message has its log
   */
  public static StoreProcess start(Path folder, Path log) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StoreMain.class.getName(),
                    folder.toString()))
            .redirectError(log.toFile())
            .start();
    BufferedReader told = process.inputReader(StandardCharsets.UTF_8);
    Map<String, String> environment = new HashMap<>();
    for (String name : TOLD) {
      String line = told.readLine();
      if (line == null) {
        process.destroyForcibly();
        throw new IOException("the store did not start:\n" + Files.readString(log));
      }
      environment.put(name, line);
    }
    environment.put(FOLDER, folder.toString());
    environment.put(PROCESS, Long.toString(process.pid()));
    return new StoreProcess(process, environment);
  }

  /** What tells another process of the store. */
  public Map<String, String> environment() {
    return environment;
  }

  /** What this process was told of its store. */
  static String told(String name) {
    return Optional.ofNullable(System.getenv(name))
        .orElseThrow(() -> new IllegalStateException("nobody told " + name));
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroyForcibly();
  }
}
