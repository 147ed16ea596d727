package io.tributary.benchmarks.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link ServerMain} in a Java of its own, with its log written and thrown away. */
final class ServerProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final Process process;
  private final OutputStream in;
  private final BufferedReader out;
  private final InetSocketAddress address;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.in = process.getOutputStream();
    this.out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Math.toIntExact(number()));
  }

  /**
   * Starts the service and returns when it answers.
   *
   * @param folder holds what {@link ServerMain} needs, and its state
   */
  static ServerProcess start(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1200m",
                "-Xmx1200m",
                "-XX:+UseSerialGC",
                "-XX:+DisplayVMOutputToStderr",
                "-cp",
                System.getProperty("java.class.path"),
                ServerMain.class.getName(),
                folder.toString()));
    // One audit line a decision is part of the work.
    builder.environment().put("TRIBUTARY_LOG", "info");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      return new ServerProcess(process);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return address;
  }

  /** Processor time, of all its threads and of the kernel for it, since it started. */
  long cpuNanos() throws IOException {
    in.write('\n');
    in.flush();
    return number();
  }

  private long number() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the service ended; run it alone to see why");
    }
    return Long.parseLong(line);
  }

  /** Ends the process, by force if it does not end by itself. */
  @Override
  public void close() throws IOException {
    try {
      in.close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
