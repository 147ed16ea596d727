package io.tributary.local.command;

import io.tributary.connectors.rewind.ParkedFiles;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.local.kafka.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code give-up}: gives parked files up, with their rows. */
@Command(
    name = "give-up",
    header = "Give parked files up, with the rows in them.",
    description = {
      "Tells what would be lost and, with --yes, gives it up for good: the upload, then the entry on",
      "parked-files. `status` lists what is parked and why. Rows that are given up count as accepted",
      "and are in no file; copies of them are duplicates. A file that is in the lake is left alone.",
      "Works with credentials of its own, from the environment or the machine as AWS's tools find",
      "them; they need s3:GetObject, s3:ListBucket and s3:AbortMultipartUpload."
    })
public final class GiveUpCommand implements Callable<Integer> {

  @Mixin private S3Place place;

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      converter = KafkaAddresses.class,
      description = "Kafka, where the files are parked.")
  private String bootstrap;

  @Option(names = "--yes", description = "Give up; without it, it is only told what would be lost.")
  private boolean yes;

  @Parameters(arity = "1..*", paramLabel = "KEY", description = "Object keys: data/2/5G.../...")
  private List<String> keys;

  private final Streams streams;

  public GiveUpCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Properties kafka = new Properties();
    kafka.put("bootstrap.servers", bootstrap);
    boolean all = true;
    try (ParkedFiles parked =
        ParkedFiles.open(place.store(), kafka, Topics.COMMITTED, Topics.PARKED)) {
      for (String key : keys) {
        Optional<StagedFile> file = parked.find(key);
        if (file.isEmpty()) {
          streams.err().println(key + " is not parked");
          all = false;
          continue;
        }
        if (yes) {
          parked.giveUp(file.get());
        }
        streams.line(
            (yes ? "given up: " : "would be given up: ")
                + key
                + ", "
                + file.get().rows()
                + " rows");
      }
    }
    if (!yes) {
      streams.err().println("nothing was given up; --yes does it");
    }
    return all ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
