package io.tributary.benchmarks.challenge;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What an epoch costs for a miner with a few large files on S3, for one with very many small ones,
 * and for many such miners in turn.
 */
public final class ChallengeBenchmark {

  private static final long GIBIBYTE = 1L << 30;

  private final long bytes;
  private final int files;
  private final int miners;
  private final Random random;

  /**
   * @param gibibytes of the few large files
   * @param files of the miners with many
   * @param miners of those in turn
   */
  public ChallengeBenchmark(double gibibytes, int files, int miners, Random random) {
    this.bytes = (long) (gibibytes * GIBIBYTE);
    this.files = files;
    this.miners = miners;
    this.random = random;
  }

  /** Measures, and prints tables and a JSON line. */
  public void run(PrintStream out, PrintStream progress) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("challenge");
    try {
      LargeFilesCase.Result large = new LargeFilesCase(bytes, random).run(folder, progress);
      // A run takes long: what is known is told, so that nothing is lost with an interrupted one.
      ChallengeReport.lines(large).forEach(progress::println);
      ManyFilesCase.Result many = new ManyFilesCase(files, miners, random).run(folder, progress);
      ChallengeReport report = new ChallengeReport(large, many);
      report.lines().forEach(out::println);
      out.println(report.json());
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(folder)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
