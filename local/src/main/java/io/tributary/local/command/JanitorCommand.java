package io.tributary.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.StrictJson;
import io.tributary.local.janitor.Finding;
import io.tributary.local.janitor.OrphanRule;
import io.tributary.local.janitor.RetainedCheckpoints;
import io.tributary.local.janitor.S3UploadStore;
import io.tributary.local.janitor.UploadStore;
import io.tributary.local.kafka.Topics;
import io.tributary.local.ledger.JobLedger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** {@code janitor}: gives up uploads that nobody will finish. */
@Command(
    name = "janitor",
    header = "Give up uploads that a failure left unfinished.",
    description = {
      "Lists unfinished uploads below data/ and, with --abort, gives up the orphans: older than the",
      "oldest checkpoint that may be restored, less a margin, and not waited for by a parked file.",
      "Works with credentials of its own, from the environment or the machine as AWS's tools find",
      "them; they need s3:ListBucketMultipartUploads and s3:AbortMultipartUpload."
    })
public final class JanitorCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Mixin private S3Place place;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      converter = KafkaAddresses.class,
      description = "Kafka, for the files that are parked.")
  private String bootstrap;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      description = "Folder below which all checkpoints and savepoints lie that are kept.")
  private Path checkpoints;

  @Option(
      names = "--oldest-checkpoint",
      paramLabel = "INSTANT",
      description = "When the oldest one was made, if they lie elsewhere: 2026-01-31T12:00:00Z.")
  private Instant oldestCheckpoint;

  @Option(
      names = "--margin-hours",
      defaultValue = "24",
      paramLabel = "N",
      description =
          "Uploads so much older than the oldest checkpoint are kept too; default: ${DEFAULT-VALUE}.")
  private long marginHours;

  @Option(names = "--abort", description = "Give the orphans up; without it they are only listed.")
  private boolean abort;

  @Option(names = "--json", description = "Answer one JSON object an upload and line.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Streams streams;

  public JanitorCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--checkpoints", checkpoints != null);
    given.put("--oldest-checkpoint", oldestCheckpoint != null);
    Alternatives.requireOne(spec, "what may still be restored", given);
    OrphanRule rule =
        new OrphanRule(oldest(), Duration.ofHours(Math.max(0, marginHours)), parkedKeys());
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        UploadStore store =
            new S3UploadStore(
                place.endpoint(), place.region(), place.pathStyle(), place.bucket(), credentials)) {
      List<Finding> findings = store.openUploads().stream().map(rule::judge).toList();
      for (Finding finding : findings) {
        boolean giveUp = abort && finding.fate() == Finding.Fate.ORPHAN;
        if (giveUp) {
          store.abort(finding.upload());
        }
        tell(finding, giveUp);
      }
      sum(findings);
    }
    return ExitCode.OK;
  }

  private Instant oldest() throws IOException {
    if (oldestCheckpoint != null) {
      return oldestCheckpoint;
    }
    return RetainedCheckpoints.oldest(checkpoints)
        .orElseThrow(
            () ->
                new IOException(
                    "no checkpoint lies below "
                        + checkpoints
                        + ", so no upload can be told to be unneeded; name their folder"));
  }

  private Set<String> parkedKeys() throws IOException {
    try (JobLedger ledger = new JobLedger(bootstrap, List.of(Topics.PARKED))) {
      ledger.catchUp(PATIENCE, (read, all) -> {});
      return ledger.parked().keySet();
    }
  }

  private void tell(Finding finding, boolean givenUp) throws IOException {
    String fate = givenUp ? "given up" : finding.fate().name().toLowerCase(Locale.ROOT);
    if (json) {
      ObjectNode line = StrictJson.newObject();
      line.put("key", finding.upload().key());
      line.put("initiated", finding.upload().initiated().toString());
      line.put("fate", finding.fate().name());
      line.put("givenUp", givenUp);
      streams.line(new String(StrictJson.toBytes(line), StandardCharsets.UTF_8));
    } else {
      streams.line(finding.upload().initiated() + "  " + fate + "  " + finding.upload().key());
    }
  }

  private void sum(List<Finding> findings) {
    Map<Finding.Fate, Long> counts =
        findings.stream().collect(Collectors.groupingBy(Finding::fate, Collectors.counting()));
    streams
        .err()
        .printf(
            "%d unfinished uploads: %d needed, %d of parked files, %d orphans%s%n",
            findings.size(),
            counts.getOrDefault(Finding.Fate.NEEDED, 0L),
            counts.getOrDefault(Finding.Fate.PARKED, 0L),
            counts.getOrDefault(Finding.Fate.ORPHAN, 0L),
            abort ? ", given up" : "; --abort gives orphans up");
  }
}
