package io.tributary.benchmarks.auth;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The service in a process of its own, over HTTP on loopback: how much processor time each kind of
 * request costs it, how long answers take at half of the load that is aimed for, and whether any
 * request works twice.
 *
 * <p>Requests are signed before they are sent, so that signing takes nothing from the service.
 */
public final class AuthBenchmark {

  /** Half of what a processor's second should carry. */
  static final double LATENCY_PER_SECOND = 1_250;

  /**
   * Each kind is measured so often, in turn with the others; the middle one of each figure counts.
   */
  static final int ROUNDS = 5;

  private static final int BATCH = 2_500;

  /** So few that the service's compiler gets its share of the processors. */
  private static final int WARM_UP_CONNECTIONS = 2;

  private final double seconds;
  private final long replays;
  private final int connections;
  private final Random random;

  /**
   * @param seconds about how long each kind is sent at full speed, and then paced, in each round
   * @param replays how often captured requests are sent again
   * @param connections connections at the same time
   */
  public AuthBenchmark(double seconds, long replays, int connections, Random random) {
    this.seconds = seconds;
    this.replays = replays;
    this.connections = connections;
    this.random = random;
  }

  /**
   * Measures, and prints a table and a JSON line.
   *
   * @param edVerifiesPerCpuSecond the yardstick, measured in this run
   * @return whether no replay was accepted
   * @throws IOException if the service fails, or answers otherwise than it must
   */
  public boolean run(double edVerifiesPerCpuSecond, PrintStream out)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("auth-benchmark");
    try {
      Subnet subnet = new Subnet();
      subnet.write(folder);
      try (ServerProcess server = ServerProcess.start(folder)) {
        AuthReport report = measure(server, new Requests(subnet), edVerifiesPerCpuSecond);
        report.lines().forEach(out::println);
        out.println(report.json());
        return report.noneAccepted();
      }
    } finally {
      delete(folder);
    }
  }

  private AuthReport measure(ServerProcess server, Requests requests, double edVerifies)
      throws IOException, InterruptedException {
    Load load = new Load(server.address(), connections);
    List<Kind> granted =
        List.of(requests.bySessionKey(), requests.byHotkey(), requests.byVersion1());
    List<Kind> all = new ArrayList<>(granted);
    all.add(requests.malformed());
    all.add(requests.foreignPath());
    all.add(requests.badSignature());
    all.add(Requests.health());
    Load few = new Load(server.address(), Math.min(connections, WARM_UP_CONNECTIONS));
    for (Kind kind : all) {
      throughput(server, few, kind, seconds);
    }
    for (Kind kind : granted) {
      throughput(server, load, kind, seconds);
    }
    Map<Kind, List<LoadResult>> rounds = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Kind kind : all) {
        rounds.computeIfAbsent(kind, first -> new ArrayList<>()).add(measure(server, load, kind));
      }
    }
    List<LoadResult> results = rounds.values().stream().map(LoadResult::median).toList();
    Replays.Result again = new Replays(load, connections, granted, random).run(replays);
    return new AuthReport(edVerifies, results, again);
  }

  private LoadResult measure(ServerProcess server, Load load, Kind kind)
      throws IOException, InterruptedException {
    Throughput reached = throughput(server, load, kind, seconds);
    int count = Math.max(1, (int) (LATENCY_PER_SECOND * seconds));
    List<byte[]> paced = kind.make(count);
    collectGarbage();
    Load.Answers answers = expect(kind, load.open(paced, LATENCY_PER_SECOND));
    return new LoadResult(
        kind.name(),
        reached.sent() * 1e9 / reached.cpuNanos(),
        reached.sent(),
        answers.quantileMillis(0.5),
        answers.quantileMillis(0.99));
  }

  /** So that latencies hold pauses of the service, and none of whoever measures it. */
  private static void collectGarbage() {
    System.gc();
  }

  private record Throughput(int sent, long cpuNanos) {}

  /** Sends batch after batch for so much wall time; only sending counts. */
  private static Throughput throughput(
      ServerProcess server, Load load, Kind kind, double wallSeconds)
      throws IOException, InterruptedException {
    int sent = 0;
    long cpuNanos = 0;
    long wallNanos = 0;
    int batch = BATCH / 10;
    while (wallNanos < wallSeconds * 1e9) {
      List<byte[]> requests = kind.make(batch);
      long cpuBefore = server.cpuNanos();
      long wallBefore = System.nanoTime();
      expect(kind, load.closed(requests));
      wallNanos += System.nanoTime() - wallBefore;
      cpuNanos += server.cpuNanos() - cpuBefore;
      sent += batch;
      batch = BATCH;
    }
    return new Throughput(sent, cpuNanos);
  }

  private static Load.Answers expect(Kind kind, Load.Answers answers) throws IOException {
    if (answers.count(kind.outcome()) != answers.sortedNanos().length) {
      throw new IOException(
          kind.name() + ": should all be " + kind.outcome() + ", were " + answers.outcomes());
    }
    return answers;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
