package io.tributary.benchmarks.sink;

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

  /** The lines of the file of keys, in this order. */
  private static final List<String> KEYS =
      List.of(OWNER_ID, OWNER_SECRET, SESSION_ID, SESSION_SECRET, SESSION_TOKEN);

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
    // Such a file is its owner's alone; what is printed may end in a log.
    Path keys = Files.createTempFile("store", ".keys");
    try {
      return start(folder, log, keys);
    } finally {
      Files.delete(keys);
    }
  }

  private static StoreProcess start(Path folder, Path log, Path keys) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StoreMain.class.getName(),
                    folder.toString(),
                    keys.toString()))
            .redirectError(log.toFile())
            .start();
    String endpoint = process.inputReader(StandardCharsets.UTF_8).readLine();
    List<String> lines = Files.readAllLines(keys);
    if (endpoint == null || lines.size() != KEYS.size()) {
      process.destroyForcibly();
      throw new IOException("the store did not start:\n" + Files.readString(log));
    }
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      environment.put(KEYS.get(i), lines.get(i));
    }
    environment.put(ENDPOINT, endpoint);
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
