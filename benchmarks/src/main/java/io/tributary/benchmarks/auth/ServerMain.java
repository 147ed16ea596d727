package io.tributary.benchmarks.auth;

import com.sun.management.OperatingSystemMXBean;
import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.auth.DeploymentFile;
import io.tributary.auth.QuotaLimits;
import io.tributary.auth.StsPort;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.registry.FileHotkeyRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * The service that is measured: everything real but the token service, whose answer is always the
 * same, and with a quota that nobody reaches.
 *
 * <p>Says its port in a line of standard output, then answers each line that comes in with the
 * nanoseconds of processor time that this process has used. Ends when standard input does, so that
 * it never outlives whoever measures it.
 */
public final class ServerMain {

  static final String DEPLOYMENT = "deployment.json";
  static final String REGISTRY = "registry.json";

  private ServerMain() {}

  /**
   * Serves from a folder.
   *
   * @param args the folder, which holds {@link #DEPLOYMENT} and {@link #REGISTRY}
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Deployment deployment = DeploymentFile.read(folder.resolve(DEPLOYMENT));
    Clock clock = Clock.systemUTC();
    int all = Integer.MAX_VALUE;
    AuthOptions options =
        AuthOptions.of(deployment, folder.resolve("state"))
            .withQuota(new QuotaLimits(all, all, all, Long.MAX_VALUE));
    StsPort sts =
        session ->
            new IssuedCredentials(
                "ASIAEXAMPLEEXAMPLE00",
                "s".repeat(40),
                "t".repeat(800),
                clock.instant().plus(session.duration()));
    FileHotkeyRegistry registry =
        FileHotkeyRegistry.open(folder.resolve(REGISTRY), deployment.netuid());
    try (AuthServer server =
        new AuthServer(options, registry, sts, clock, new SecureRandom()).start()) {
      say(server.uri().getPort());
      answerUntilTheEnd(
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getProcessCpuTime);
    }
  }

  private static void answerUntilTheEnd(LongSupplier cpuNanos) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (in.readLine() != null) {
      say(cpuNanos.getAsLong());
    }
  }

  private static void say(long number) {
    System.out.println(number);
    System.out.flush();
  }
}
