package io.tributary.local.command;

import io.tributary.hotkey.chain.ChainEndpoint;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.local.verify.FileChecks;
import io.tributary.local.verify.VerdictChecks;
import io.tributary.local.verify.VerdictFile;
import io.tributary.local.verify.VerdictReport;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: whether files and verdicts are what they say. */
@Command(
    name = "verify",
    header = "Check files against their own commitments, and verdicts against public records.",
    description = {
      "FILE, a folder or s3://BUCKET/PREFIX: reads every byte of each file: its name, its tail, every",
      "leaf, its layout and its table. Below a prefix, what is no file of the lake fails, too.",
      "A verdict, in a file as it stands on the topic (or base64 of that) or as HOTKEY@EPOCH of the",
      "miner: with --bootstrap the frozen set is put together again from the topics, and drawn anew;",
      "with --chain both blocks are asked for; with --bucket or --lake the drawn files are read again.",
      "Ends with 1 if a file fails or a verdict differs; docs/formats.md lists the findings.",
      "S3 is read with the credentials that AWS's tools find, in the environment or the machine; they",
      "need s3:GetObject (s3:GetObjectVersion where versions are kept) and s3:ListBucket."
    })
public final class VerifyCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "TARGET",
      arity = "1..*",
      description = "Files, folders, s3://BUCKET/PREFIX, verdicts.")
  private List<String> targets;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      converter = KafkaAddresses.class,
      description = "Kafka, for the records that a verdict follows from.")
  private String bootstrap;

  @Option(
      names = "--chain",
      paramLabel = "URL",
      converter = ChainNodeAddress.class,
      description = "A node of the chain, http or https; several times for several nodes.")
  private List<ChainEndpoint> chain = new ArrayList<>();

  @Option(
      names = "--validator",
      paramLabel = "HOTKEY",
      description = "Whose verdict, if several validators judge the miner.")
  private String validator;

  @Mixin private LakeChoice lake;

  @Option(names = "--json", description = "Answer one JSON object a file or verdict, and line.")
  private boolean json;

  @Spec private CommandSpec spec;

  private final Streams streams;

  public VerifyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws Exception {
    lake.require(spec);
    List<VerifyTarget> all = new ArrayList<>();
    for (String text : targets) {
      all.add(target(text));
    }
    Optional<Hotkey> whose = whose();
    boolean good = true;
    try {
      for (VerifyTarget target : all) {
        good &= checkOrTell(target, whose);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return good ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** A target that cannot be read does not keep the others from being checked. */
  private boolean checkOrTell(VerifyTarget target, Optional<Hotkey> whose) throws Exception {
    try {
      return check(target, whose);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      CommandLine line = spec.commandLine();
      line.getExecutionExceptionHandler().handleExecutionException(e, line, line.getParseResult());
      return false;
    }
  }

  private VerifyTarget target(String text) {
    VerifyTarget target =
        VerifyTarget.parse(text)
            .orElseThrow(
                () ->
                    wrong(
                        text.startsWith(VerifyTarget.STORE)
                            ? "This names no bucket, as s3://BUCKET/PREFIX does: " + text
                            : "This is no file, prefix or verdict: " + text));
    if (target instanceof VerifyTarget.Published && bootstrap == null) {
      throw wrong(text + " names a verdict of the topic: --bootstrap says where that is");
    }
    return target;
  }

  private Optional<Hotkey> whose() {
    if (validator != null && !Hotkey.isSyntax(validator)) {
      throw wrong("--validator is no address: " + validator);
    }
    return Optional.ofNullable(validator).map(Hotkey::new);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private boolean check(VerifyTarget target, Optional<Hotkey> whose)
      throws IOException, InterruptedException {
    if (target instanceof VerifyTarget.Objects objects) {
      return lake.open(
          objects.bucket(), reader -> files().objects(reader, objects.bucket(), objects.prefix()));
    }
    if (target instanceof VerifyTarget.Published published) {
      return tell(
          lake.open(files -> verdicts(files).ofTopic(published.miner(), published.epoch(), whose)));
    }
    Path path = ((VerifyTarget.Local) target).path();
    if (Files.isDirectory(path)) {
      return files().folder(path);
    }
    Optional<SignedVerdict> verdict = VerdictFile.read(path);
    return verdict.isPresent()
        ? tell(lake.open(files -> verdicts(files).of(verdict.get())))
        : files().file(path);
  }

  private FileChecks files() {
    return new FileChecks(this::line, json);
  }

  private VerdictChecks verdicts(Optional<VerdictChecks.Lake> files) {
    return new VerdictChecks(
        new VerdictChecks.Sources(Optional.ofNullable(bootstrap), chain, files));
  }

  private boolean tell(VerdictReport report) {
    if (json) {
      line(report.json());
    } else {
      report.lines().forEach(this::line);
    }
    return report.isSame();
  }

  /** Where nobody reads any more, that is no failure of a target: it ends all. */
  private void line(String text) {
    try {
      streams.line(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
