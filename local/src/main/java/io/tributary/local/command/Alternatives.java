package io.tributary.local.command;

import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options of which one and only one must be given. */
final class Alternatives {

  private Alternatives() {}

  /**
   * Requires one of the options, and no other.
   *
   * @param what they are about, for the message
   * @param given which of them were given, by name; in an order of its own
   * @throws ParameterException otherwise, which is a wrong call
   */
  static void requireOne(CommandSpec command, String what, Map<String, Boolean> given) {
    long count = given.values().stream().filter(is -> is).count();
    if (count == 1) {
      return;
    }
    String names = given.keySet().stream().collect(Collectors.joining(" or "));
    throw new ParameterException(
        command.commandLine(),
        count == 0
            ? "Say " + what + ": " + names
            : "Say " + what + " by one option only, either " + names);
  }

  /**
   * Refuses an option that only has a meaning with another one.
   *
   * @throws ParameterException if it was given without
   */
  static void requireWith(
      CommandSpec command, String option, boolean isGiven, String other, boolean isOtherGiven) {
    if (isGiven && !isOtherGiven) {
      throw new ParameterException(
          command.commandLine(), option + " has a meaning with " + other + " only");
    }
  }
}
