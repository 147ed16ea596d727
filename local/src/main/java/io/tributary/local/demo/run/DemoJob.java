package io.tributary.local.demo.run;

import io.tributary.jobs.ingest.IngestOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the demo tells the ingest job. */
final class DemoJob {

  private DemoJob() {}

  /**
   * Options of a start that begins now.
   *
   * @param more arguments in addition or instead, by name
   */
  static IngestOptions options(DemoFolder folder, DemoStack stack, Map<String, String> more) {
    DemoOptions.ExternalS3 s3 = stack.s3();
    Map<String, String> all =
        new HashMap<>(
            Map.ofEntries(
                Map.entry("bootstrap", stack.bootstrapServers()),
                Map.entry("transaction-timeout", "12 h"),
                Map.entry("audience", DemoFolder.AUDIENCE),
                Map.entry("netuid", Integer.toString(DemoFolder.NETUID)),
                Map.entry("registry", folder.registry().toString()),
                Map.entry("bucket", s3.bucket()),
                Map.entry("s3-region", s3.region()),
                Map.entry("s3-path-style", Boolean.toString(s3.pathStyle())),
                Map.entry("s3-chunked-encoding", Boolean.toString(s3.chunkedEncoding())),
                Map.entry("auth-endpoint", stack.authEndpoint().toString()),
                Map.entry("access-keys", folder.accessKeys().toString()),
                Map.entry("sink-key", folder.sinkKey().toString()),
                Map.entry("spool", folder.spool().toString()),
                Map.entry("roll-age", "10 s"),
                Map.entry("checkpoint-interval", "2 s")));
    s3.endpoint().ifPresent(uri -> all.put("s3-endpoint", uri.toString()));
    all.putAll(more);
    List<String> args = new ArrayList<>();
    all.forEach((name, value) -> args.addAll(List.of("--" + name, value)));
    return IngestOptions.parse(args.toArray(String[]::new)).startedAt(Clock.systemUTC().instant());
  }
}
