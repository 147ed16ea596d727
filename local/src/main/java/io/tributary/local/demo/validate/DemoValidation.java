package io.tributary.local.demo.validate;

import io.tributary.connectors.sink.LakeServices;
import io.tributary.jobs.validate.ValidationJob;
import io.tributary.jobs.validate.ValidationOptions;
import io.tributary.jobs.validate.ValidationServices;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.lake.epoch.Freeze;
import io.tributary.lake.proof.CommittedFile;
import io.tributary.lake.verdict.Outcome;
import io.tributary.lake.verdict.Verdict;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.chain.EmbeddedChainOptions;
import io.tributary.local.demo.stores.Folders;
import io.tributary.local.demo.validate.ValidationFigures.Line;
import io.tributary.local.flink.JobMetrics;
import io.tributary.local.flink.LocalCluster;
import io.tributary.local.kafka.Topics;
import io.tributary.local.ledger.JobLedger;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Validates the demo's lake: one epoch of it as it is, one after {@link Damage} was done to it,
 * which is then undone. The chain is made here, so that nobody waits for blocks; its epochs follow
 * those of earlier runs on the same folder.
 */
public final class DemoValidation implements AutoCloseable {

  private static final EpochSchedule SCHEDULE = new EpochSchedule(10, 3);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int FINALITY_LAG = 1;

  /** Of one run only: the chain of the next one is another. */
  private static final String CHECKPOINTS = "checkpoints";

  private final Place place;
  private final Damage damage;
  private final Consumer<String> say;
  private String toldFailure = "";
  private EmbeddedChain chain;

  /**
   * What it works on.
   *
   * @param bootstrapServers Kafka
   * @param cluster where the job runs, with slots to spare
   * @param netuid the subnet
   * @param owner may read, write and delete any object of the lake
   * @param bucket the lake's
   * @param subtasks of the job's operators
   * @param folder for what it keeps meanwhile
   * @param sink services with a sink key of tests
   */
  public record Place(
      String bootstrapServers,
      LocalCluster cluster,
      int subtasks,
      int netuid,
      S3Client owner,
      String bucket,
      Hotkey validator,
      Path folder,
      LakeServices sink) {}

  /** What the job is told, given the schedule and the chain's address. */
  public interface Options {
    ValidationOptions of(EpochSchedule schedule, URI chain);
  }

  /**
   * @param say what happens, for people
   */
  public DemoValidation(Place place, Consumer<String> say) {
    this.place = place;
    this.say = say;
    this.damage = new Damage(place.owner(), place.bucket(), place.folder(), place.sink());
  }

  /** Undoes what a run did that was killed. */
  public void undoLeftovers(JobLedger ledger) throws IOException, InterruptedException {
    damage.undo(ledger.committed().values());
  }

  /**
   * Runs both epochs.
   *
   * @param names of the miners
   * @param ledger of what is committed; has taken in the withdrawals at the end
   */
  public ValidationFigures run(
      Options options,
      Function<ValidationOptions, ValidationServices> services,
      Map<Hotkey, String> names,
      JobLedger ledger,
      RandomGenerator random)
      throws Exception {
    List<CommittedFile> files = List.copyOf(ledger.committed().values());
    try (VerdictReader reader = new VerdictReader(place.bootstrapServers())) {
      reader.catchUp(PATIENCE);
      if (files.isEmpty()) {
        return figures(reader, List.of());
      }
      long epoch = reader.lastEpoch() + 1;
      chain = chain(epoch);
      try (AutoCloseable canary = canary()) {
        ValidationOptions told = options.of(SCHEDULE, chain.uri());
        Folders.deleteRecursively(place.folder().resolve(CHECKPOINTS));
        Instant startedAt = Instant.now();
        JobID job =
            place
                .cluster()
                .submit(
                    told,
                    services.apply(told),
                    startedAt,
                    Optional.empty(),
                    place.subtasks(),
                    place.folder().resolve(CHECKPOINTS));
        try {
          awaitBeacon(job);
          Epochs epochs = new Epochs(chain, SCHEDULE, reader, () -> requireRunning(job));
          List<Line> lines = new ArrayList<>();
          int miners = (int) files.stream().map(f -> f.key().hotkey()).distinct().count();
          say.accept("validating the lake as it is");
          lines.addAll(lines(epochs.run(epoch, miners), names, Map.of()));
          say.accept("doing harm to the lake, and validating it once more");
          Map<Hotkey, String> done = damage.inflict(files, random, Instant.now(), say);
          Caught.up(
              place.bootstrapServers(),
              ValidationJob.consumerGroup(told, startedAt),
              Topics.COMMITTED,
              () -> requireRunning(job));
          lines.addAll(lines(epochs.run(epoch + 1, miners), names, done));
          return figures(reader, lines);
        } finally {
          end(job);
        }
      }
    } finally {
      say.accept("undoing the harm");
      ledger.catchUp(PATIENCE, (read, all) -> {});
      damage.undo(ledger.committed().values());
      ledger.catchUp(PATIENCE, (read, all) -> {});
    }
  }

  /** Where the chain answers from the run on until this is closed. */
  public Optional<URI> chain() {
    return Optional.ofNullable(chain).map(EmbeddedChain::uri);
  }

  @Override
  public void close() {
    if (chain != null) {
      chain.close();
    }
  }

  /** Without one nothing that cannot be read is held against a miner. */
  private AutoCloseable canary() {
    try {
      return CanaryObject.put(place.owner(), place.bucket(), place.validator());
    } catch (IOException e) {
      say.accept("no canary: " + e.getMessage());
      return () -> {};
    }
  }

  private EmbeddedChain chain(long epoch) throws IOException {
    long first = SCHEDULE.freezeBlock(epoch) - FINALITY_LAG - 1;
    return EmbeddedChain.start(
        new EmbeddedChainOptions(place.netuid(), Duration.ZERO, FINALITY_LAG, first),
        InstantSource.system());
  }

  /** Blocks before the first that the job sees belong to no epoch of it. */
  private void awaitBeacon(JobID job) throws Exception {
    JobMetrics metrics = new JobMetrics(place.cluster().address());
    long start = System.nanoTime();
    while (metrics
            .sums(job.toHexString(), List.of("beaconNumber"))
            .getOrDefault("beaconNumber", -1L)
        < 0) {
      requireRunning(job);
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("the validation job sees no block of the chain");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void requireRunning(JobID job) throws Exception {
    Optional<String> failure = place.cluster().lastFailure(job);
    if (failure.isPresent() && !failure.get().equals(toldFailure)) {
      toldFailure = failure.get();
      say.accept(
          "the validation job failed and restarts: " + toldFailure.lines().findFirst().orElse(""));
    }
    if (place.cluster().status(job).isTerminalState()) {
      throw new IOException(
          "the validation job has ended: "
              + place.cluster().lastFailure(job).orElse("no failure is known"));
    }
  }

  private void end(JobID job) throws Exception {
    if (!place.cluster().status(job).isTerminalState()) {
      place.cluster().cancel(job);
    }
  }

  private static List<Line> lines(
      Epochs.Epoch epoch, Map<Hotkey, String> names, Map<Hotkey, String> done) {
    return epoch.verdicts().stream()
        .sorted(
            Comparator.comparing(
                verdict -> names.getOrDefault(hotkey(verdict), hotkey(verdict).address())))
        .map(verdict -> line(verdict, epoch.freezes(), names, done))
        .toList();
  }

  private static Line line(
      Verdict verdict, List<Freeze> freezes, Map<Hotkey, String> names, Map<Hotkey, String> done) {
    Hotkey hotkey = hotkey(verdict);
    String found =
        verdict
            .allFindings()
            .map(f -> f.reason() + " (" + f.reason().party().name().toLowerCase(Locale.ROOT) + ")")
            .distinct()
            .collect(Collectors.joining(", "));
    return new Line(
        verdict.subject().epoch(),
        names.getOrDefault(hotkey, hotkey.address()),
        done.getOrDefault(hotkey, ""),
        verdict.outcome().name(),
        found,
        verdict.bytesRead(),
        freezes.stream()
            .filter(freeze -> freeze.hotkey().equals(hotkey))
            .mapToLong(Freeze::sizeBytes)
            .sum());
  }

  private static Hotkey hotkey(Verdict verdict) {
    return verdict.subject().hotkey();
  }

  private static ValidationFigures figures(VerdictReader reader, List<Line> lines) {
    return new ValidationFigures(
        count(reader, Outcome.PASS),
        count(reader, Outcome.FAIL),
        count(reader, Outcome.NO_EVIDENCE),
        lines);
  }

  private static long count(VerdictReader reader, Outcome outcome) {
    return reader.verdicts().stream().filter(verdict -> verdict.outcome() == outcome).count();
  }
}
