package io.tributary.benchmarks.chaos;

import io.tributary.jobs.validate.LakeReading;
import io.tributary.jobs.validate.ValidationOptions;
import io.tributary.local.demo.run.DemoFolder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The validation job's options in a run: it waits shorter, and judges by the defaults. */
final class ChaosValidation {

  private ChaosValidation() {}

  static ValidationOptions options(
      DemoFolder folder, ChaosStore store, Surroundings surroundings, URI chain) {
    List<String> args = new ArrayList<>();
    Map.ofEntries(
            Map.entry("bootstrap", surroundings.bootstrapServers()),
            Map.entry("transaction-timeout", "12 h"),
            Map.entry("audience", DemoFolder.AUDIENCE),
            Map.entry("netuid", Integer.toString(DemoFolder.NETUID)),
            Map.entry("chain", chain.toString()),
            Map.entry("chain-poll", "500 ms"),
            Map.entry("epoch-blocks", Long.toString(ChaosChain.SCHEDULE.epochBlocks())),
            Map.entry("seed-delay-blocks", Long.toString(ChaosChain.SCHEDULE.delayBlocks())),
            Map.entry("bucket", DemoFolder.BUCKET),
            Map.entry("s3-endpoint", store.s3Endpoint().toString()),
            Map.entry("auth-endpoint", store.authEndpoint().toString()),
            Map.entry("validator-key", folder.validatorKey().toString()),
            Map.entry("challenge-pause", "1 s"),
            Map.entry("challenge-deadline", "15 s"),
            Map.entry("checkpoint-interval", "2 s"))
        .forEach((name, value) -> args.addAll(List.of("--" + name, value)));
    ValidationOptions options = ValidationOptions.parse(args.toArray(String[]::new));
    return new ValidationOptions(
        options.topics(),
        options.beacon(),
        options.settings(),
        patient(options.reading()),
        options.verdictsPath(),
        options.checkpointInterval());
  }

  private static LakeReading patient(LakeReading reading) {
    return new LakeReading(
        ChaosJob.patient(reading.store()),
        reading.versioned(),
        reading.listing(),
        reading.authEndpoint(),
        reading.validatorKey(),
        reading.canary(),
        reading.oracle(),
        reading.fileTime());
  }
}
