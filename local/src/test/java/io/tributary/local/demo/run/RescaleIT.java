package io.tributary.local.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.wire.Octets;
import io.tributary.jobs.ingest.IngestOptions;
import io.tributary.local.demo.expect.ComparisonResult;
import io.tributary.local.demo.expect.Expectation;
import io.tributary.local.demo.expect.ExpectationFile;
import io.tributary.local.demo.expect.LakeComparison;
import io.tributary.local.demo.report.DemoFigures;
import io.tributary.local.demo.report.MinerFigures;
import io.tributary.local.demo.stores.GeneratorOptions;
import io.tributary.local.demo.stores.StoreGenerator;
import io.tributary.local.ledger.JobLedger;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints in the middle of the load, resumed with fewer and with more subtasks. */
class RescaleIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path temporary;

  @Test
  void everyItemIsInTheLakeOnceAfterTwoRescales() throws Exception {
    try (DemoFolder folder = DemoFolder.open(temporary.resolve("demo"))) {
      rescale(folder);
    }
  }

  private static void rescale(DemoFolder folder) throws Exception {
    StoreGenerator generator = new StoreGenerator(folder.root(), Clock.systemUTC());
    generator.generate(new GeneratorOptions(3, 3_000, 7));
    List<DemoMiner> miners = DemoMiner.readAll(generator.stores());
    Octets sinkKey =
        new DemoKeys(folder, new SecureRandom()).prepare(miners, Clock.systemUTC().instant());
    Expectation expected = ExpectationFile.read(folder.root().resolve(ExpectationFile.NAME));
    try (DemoStack stack = DemoStack.start(folder, sinkKey, Optional.empty());
        JobLedger ledger = new JobLedger(stack.bootstrapServers())) {
      IngestOptions options =
          DemoJob.options(folder, stack, Map.of("roll-age", "1 s", "checkpoint-interval", "1 s"));
      Optional<Path> from = Optional.empty();
      long files = 0;
      for (int i = 0; i < miners.size(); i++) {
        int parallelism = i % 2 == 0 ? 2 : 1;
        JobID job = stack.cluster().submit(options, from, parallelism);
        long before = files;
        try (DemoFeeders feeders =
            new DemoFeeders(folder, List.of(miners.get(i)), stack.bootstrapServers())) {
          // Not all that was fed by then: the rest is in Kafka, in buffers, or staged.
          await(ledger, "a file is committed", () -> feeders.done() && ledger.files() > before);
        }
        boolean last = i == miners.size() - 1;
        if (last) {
          await(ledger, "all is in the lake", () -> ledger.rows() >= expected.accepted());
        }
        from = Optional.of(Path.of(URI.create(stack.cluster().stop(job))));
        ledger.catchUp(PATIENCE, (read, all) -> {});
        files = ledger.files();
      }
      DemoFigures figures =
          new DemoFigures(
              miners.stream()
                  .map(m -> MinerFigures.of(m.name(), ledger.of(m.hotkey().address())))
                  .toList(),
              ledger.refusedBatches(),
              0);
      ComparisonResult comparison =
          new LakeComparison(generator.stores())
              .compare(expected, folder.s3().resolve(DemoFolder.BUCKET), figures, true);
      assertThat(comparison.ok()).as(String.join("\n", comparison.lines())).isTrue();
      assertThat(ledger.parked()).isEmpty();
    }
  }

  private static void await(JobLedger ledger, String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              ledger.poll(Duration.ofMillis(100));
              return condition.call();
            });
  }
}
