package io.tributary.local.demo.run;

import io.tributary.jobs.ingest.IngestJob;
import io.tributary.jobs.validate.ValidationOptions;
import io.tributary.lake.epoch.EpochSchedule;
import io.tributary.local.demo.validate.DemoValidation;
import io.tributary.schemas.Hotkey;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;

/** What the demo tells the validation job. */
final class DemoValidationJob {

  private DemoValidationJob() {}

  /** The validation of this demo's lake. */
  static DemoValidation validation(
      DemoFolder folder,
      DemoStack stack,
      Hotkey validator,
      S3Client owner,
      int subtasks,
      Consumer<String> say) {
    return new DemoValidation(
        new DemoValidation.Place(
            stack.bootstrapServers(),
            stack.cluster(),
            subtasks,
            DemoFolder.NETUID,
            owner,
            stack.s3().bucket(),
            validator,
            folder.validation(),
            IngestJob.services(
                DemoJob.options(
                    folder, stack, Map.of("sink-key", folder.testSinkKey().toString())))),
        say);
  }

  /** Options of a start. */
  static ValidationOptions options(
      DemoFolder folder, DemoStack stack, EpochSchedule schedule, URI chain) {
    DemoOptions.ExternalS3 s3 = stack.s3();
    Map<String, String> all =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("bootstrap", stack.bootstrapServers()),
                Map.entry("transaction-timeout", "12 h"),
                Map.entry("audience", DemoFolder.AUDIENCE),
                Map.entry("netuid", Integer.toString(DemoFolder.NETUID)),
                Map.entry("chain", chain.toString()),
                Map.entry("chain-poll", "100 ms"),
                Map.entry("epoch-blocks", Long.toString(schedule.epochBlocks())),
                Map.entry("seed-delay-blocks", Long.toString(schedule.delayBlocks())),
                Map.entry("bucket", s3.bucket()),
                Map.entry("s3-region", s3.region()),
                Map.entry("s3-path-style", Boolean.toString(s3.pathStyle())),
                Map.entry("s3-chunked-encoding", Boolean.toString(s3.chunkedEncoding())),
                Map.entry("auth-endpoint", stack.authEndpoint().toString()),
                Map.entry("validator-key", folder.validatorKey().toString()),
                Map.entry(
                    "verdicts-path", folder.validation().resolve("verdicts").toUri().toString()),
                Map.entry("checkpoint-interval", "500 ms")));
    s3.endpoint().ifPresent(uri -> all.put("s3-endpoint", uri.toString()));
    List<String> args = new ArrayList<>();
    all.forEach((name, value) -> args.addAll(List.of("--" + name, value)));
    return ValidationOptions.parse(args.toArray(String[]::new));
  }
}
