package io.tributary.local.command;

import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/**
 * Tells how a command was called wrongly. Commands about keys do not repeat what they were given: a
 * phrase or passphrase may be in it, though neither is ever an argument.
 */
public final class UsageFailures implements IParameterExceptionHandler {

  private static final String KEY_COMMANDS = "key";

  private final IParameterExceptionHandler others;

  /**
   * @param others tells it for all other commands
   */
  public UsageFailures(IParameterExceptionHandler others) {
    this.others = others;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) throws Exception {
    CommandLine command = failure.getCommandLine();
    if (!isAboutKeys(command) || failure instanceof MissingParameterException) {
      return others.handleParseException(failure, arguments);
    }
    String what =
        failure.getArgSpec() == null
            ? "there are arguments or options that this command does not take"
            : "this command does not take that value of " + name(failure);
    command.getErr().println(what + " (not repeated here, for it may be a secret).");
    command
        .getErr()
        .println(
            "A phrase is read from standard input, a terminal or TRIBUTARY_KEY_PHRASE, a passphrase"
                + " from a terminal or TRIBUTARY_KEY_PASSPHRASE; neither is ever an argument.");
    command.usage(command.getErr());
    return ExitCode.USAGE;
  }

  private static String name(ParameterException failure) {
    return failure.getArgSpec().isOption()
        ? ((CommandLine.Model.OptionSpec) failure.getArgSpec()).longestName()
        : failure.getArgSpec().paramLabel();
  }

  private static boolean isAboutKeys(CommandLine command) {
    for (CommandLine at = command; at != null; at = at.getParent()) {
      if (at.getCommandName().equals(KEY_COMMANDS)) {
        return true;
      }
    }
    return false;
  }
}
