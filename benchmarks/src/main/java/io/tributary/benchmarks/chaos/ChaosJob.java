package io.tributary.benchmarks.chaos;

import io.tributary.connectors.store.StoreOptions;
import io.tributary.jobs.ingest.IngestOptions;
import io.tributary.local.demo.run.DemoFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ingest job's options in a run: files and checkpoints come quickly. */
final class ChaosJob {

  /** How long a request without an answer is waited for, instead of a minute. */
  private static final Duration REQUEST = Duration.ofSeconds(4);

  private static final Duration CALL = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 6;

  private ChaosJob() {}

  static IngestOptions options(DemoFolder folder, ChaosStore store, Surroundings surroundings) {
    List<String> args = new ArrayList<>();
    Map.ofEntries(
            Map.entry("bootstrap", surroundings.bootstrapServers()),
            Map.entry("transaction-timeout", "12 h"),
            Map.entry("audience", DemoFolder.AUDIENCE),
            Map.entry("netuid", Integer.toString(DemoFolder.NETUID)),
            Map.entry("registry", folder.registry().toString()),
            Map.entry("bucket", DemoFolder.BUCKET),
            Map.entry("s3-endpoint", store.s3Endpoint().toString()),
            Map.entry("auth-endpoint", store.authEndpoint().toString()),
            Map.entry("access-keys", folder.accessKeys().toString()),
            Map.entry("sink-key", folder.sinkKey().toString()),
            Map.entry("spool", folder.spool().toString()),
            Map.entry("roll-age", "3 s"),
            // Shorter than an outage, so that files are parked and finished, too.
            Map.entry("commit-deadline", "15 s"),
            Map.entry("checkpoint-interval", "2 s"))
        .forEach((name, value) -> args.addAll(List.of("--" + name, value)));
    IngestOptions options = IngestOptions.parse(args.toArray(String[]::new));
    return new IngestOptions(
        options.kafka(),
        options.audience(),
        options.netuid(),
        options.registry(),
        options.rules(),
        options.sink(),
        patient(options.store()),
        options.access(),
        options.checkpointInterval(),
        options.rewind());
  }

  /** What waits for no answer as long as on a far store. */
  static StoreOptions patient(StoreOptions store) {
    return store.withPatience(REQUEST, CALL, ATTEMPTS);
  }
}
