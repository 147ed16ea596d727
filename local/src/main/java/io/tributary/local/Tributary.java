package io.tributary.local;

import io.tributary.local.command.AuthCommand;
import io.tributary.local.command.BuildVersion;
import io.tributary.local.command.CanonicalizeCommand;
import io.tributary.local.command.DemoCommand;
import io.tributary.local.command.Failures;
import io.tributary.local.command.GiveUpCommand;
import io.tributary.local.command.JanitorCommand;
import io.tributary.local.command.KeyCommand;
import io.tributary.local.command.QueryCommand;
import io.tributary.local.command.StatusCommand;
import io.tributary.local.command.Streams;
import io.tributary.local.command.UsageFailures;
import io.tributary.local.command.VerifyCommand;
import io.tributary.local.feed.FeedCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/**
 * The program {@code tributary}: finds the command and runs it.
 *
 * <p>Ends with 0 when done, 1 when the command failed, 2 when it was called wrongly.
 */
@Command(
    name = "tributary",
    header = "Lands the data of many miners in one S3 lake, each item once.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = BuildVersion.class,
    footer = {"", "Exit codes: 0 done, 1 failed, 2 called wrongly."})
public final class Tributary {

  @Mixin private final Failures failures;

  private Tributary(Failures failures) {
    this.failures = failures;
  }

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(Streams.ofProcess(), new SecureRandom()).execute(args));
  }

  /** The program with all its commands, on streams of the caller's choice. */
  static CommandLine commandLine(Streams streams, SecureRandom random) {
    Tributary program = new Tributary(new Failures(streams));
    CommandLine line =
        new CommandLine(program)
            .addSubcommand(new CanonicalizeCommand(streams))
            .addSubcommand(KeyCommand.create(streams, random))
            .addSubcommand(new FeedCommand())
            .addSubcommand(new AuthCommand(streams, random, new CountDownLatch(1)))
            .addSubcommand(new VerifyCommand(streams))
            .addSubcommand(new QueryCommand(streams))
            .addSubcommand(new StatusCommand(streams))
            .addSubcommand(new JanitorCommand(streams))
            .addSubcommand(new GiveUpCommand(streams))
            .addSubcommand(new DemoCommand(streams));
    Charset charset = Charset.defaultCharset();
    return line.setOut(new PrintWriter(new OutputStreamWriter(streams.out(), charset), true))
        .setErr(streams.err())
        .setParameterExceptionHandler(new UsageFailures(line.getParameterExceptionHandler()))
        .setExecutionExceptionHandler(program.failures);
  }
}
