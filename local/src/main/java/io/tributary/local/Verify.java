package io.tributary.local;

import io.tributary.local.command.BuildVersion;
import io.tributary.local.command.Failures;
import io.tributary.local.command.Streams;
import io.tributary.local.command.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code verify} as a program of its own, for machines that check a deployment and run none of it:
 * needs no Flink.
 *
 * <p>Ends with 0 when nothing is wrong, 1 when something is or could not be read, 2 when it was
 * called wrongly.
 */
public final class Verify {

  private Verify() {}

  /** Checks what the arguments name and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(Streams.ofProcess()).execute(args));
  }

  static CommandLine commandLine(Streams streams) {
    Failures failures = new Failures(streams);
    CommandLine line = new CommandLine(new VerifyCommand(streams));
    line.getCommandSpec()
        .mixinStandardHelpOptions(true)
        .versionProvider(new BuildVersion())
        .addMixin("failures", CommandSpec.forAnnotatedObject(failures));
    return line.setErr(streams.err()).setExecutionExceptionHandler(failures);
  }
}
