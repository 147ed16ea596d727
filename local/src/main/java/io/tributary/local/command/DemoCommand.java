package io.tributary.local.command;

import io.tributary.local.demo.run.DemoException;
import io.tributary.local.demo.run.DemoOptions;
import io.tributary.local.demo.run.DemoRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole system in one process, from miners' stores to the lake. */
@Command(
    name = "demo",
    header = "Run everything here: miners' stores in, deduplicated Parquet out.",
    description = {
      "Generates miners' SQLite stores, starts Kafka, an S3 store with STS, the authentication",
      "service and Flink in this process, feeds the stores, runs the ingest job until every record",
      "is accounted for, and compares the lake with what must come out. A second run on the same",
      "folder goes on where the first stopped. The last line on standard output is JSON."
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--dir",
      paramLabel = "D",
      defaultValue = "demo",
      description = "Folder of everything that the demo makes (default: ${DEFAULT-VALUE}).")
  private Path dir;

  @Option(
      names = "--miners",
      paramLabel = "N",
      defaultValue = "8",
      description = "Stores to generate (default: ${DEFAULT-VALUE}).")
  private int miners;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "40000",
      description = "Records over all stores (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description =
          "Of the generator: the same seed, the same records (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--stay",
      description = "Leave the stack running after the summary, until interrupted.")
  private boolean stay;

  @Option(
      names = "--stores",
      paramLabel = "DIR",
      description =
          "Use these stores, DIR/<miner>/SqliteMinerStorage.sqlite with DIR/<miner>/hotkey,"
              + " instead of generating some.")
  private Path stores;

  @ArgGroup(
      exclusive = false,
      heading =
          "%nAnother S3 store and STS than the embedded ones (the authentication service then uses%n"
              + "the credentials that the AWS SDK finds by itself):%n")
  private External external;

  @Spec private CommandSpec spec;

  private final Streams streams;

  public DemoCommand(Streams streams) {
    this.streams = streams;
  }

  private static final class External {
    @Option(
        names = "--bucket",
        required = true,
        paramLabel = "NAME",
        description = "Exists already.")
    private String bucket;

    @Option(
        names = "--role-arn",
        required = true,
        paramLabel = "ARN",
        description = "Role that uploads assume.")
    private String roleArn;

    @Option(
        names = "--read-role-arn",
        paramLabel = "ARN",
        description = "Role that readers assume (default: that for uploads).")
    private String readRoleArn;

    @Option(
        names = "--s3-endpoint",
        paramLabel = "URL",
        description = "S3 endpoint (default: AWS).")
    private URI s3Endpoint;

    @Option(
        names = "--sts-endpoint",
        paramLabel = "URL",
        description = "STS endpoint (default: AWS).")
    private URI stsEndpoint;

    @Option(
        names = "--s3-region",
        paramLabel = "REGION",
        defaultValue = "us-east-1",
        description = "Region (default: us-east-1).")
    private String region = "us-east-1";

    @Option(
        names = "--s3-path-style",
        arity = "0..1",
        fallbackValue = "true",
        paramLabel = "BOOL",
        description = "Bucket in the path (default: true with --s3-endpoint).")
    private Boolean pathStyle;

    @Option(
        names = "--s3-chunked-encoding",
        arity = "0..1",
        fallbackValue = "true",
        paramLabel = "BOOL",
        description = "Sign bodies in chunks (default: true for AWS, false with --s3-endpoint).")
    private Boolean chunkedEncoding;

    DemoOptions.ExternalS3 toOptions() {
      boolean other = s3Endpoint != null;
      return new DemoOptions.ExternalS3(
          Optional.ofNullable(s3Endpoint),
          Optional.ofNullable(stsEndpoint),
          region,
          pathStyle == null ? other : pathStyle,
          chunkedEncoding == null ? !other : chunkedEncoding,
          bucket,
          roleArn,
          Optional.ofNullable(readRoleArn));
    }
  }

  @Override
  public Integer call() throws Exception {
    if (miners < 1 || records < 0) {
      throw new ParameterException(spec.commandLine(), "--miners and --records must be positive");
    }
    DemoOptions options =
        new DemoOptions(
            dir,
            miners,
            records,
            seed,
            stay,
            Optional.ofNullable(stores),
            Optional.ofNullable(external).map(External::toOptions));
    Interruption interruption = Interruption.install(Thread.currentThread());
    AtomicReference<DemoRun.Outcome> ended = new AtomicReference<>();
    try {
      new DemoRun(options, System.err)
          .run(
              outcome -> {
                ended.set(outcome);
                print(outcome);
              });
    } catch (InterruptedException e) {
      if (ended.get() == null) {
        streams.err().println("interrupted; run the same command again to go on");
        return ExitCode.SOFTWARE;
      }
    } catch (DemoException e) {
      streams.err().println("demo: " + e.getMessage());
      return ExitCode.SOFTWARE;
    } finally {
      interruption.done();
    }
    return ended.get().ok() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private void print(DemoRun.Outcome outcome) {
    try {
      streams.line(outcome.figures().toJsonLine(outcome.verdicts()));
    } catch (IOException e) {
      throw new UncheckedIOException("standard output is closed", e);
    }
  }
}
