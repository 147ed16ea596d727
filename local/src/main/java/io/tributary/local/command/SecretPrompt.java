package io.tributary.local.command;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** Asks the person at the terminal for a secret, which is not shown while it is typed. */
@FunctionalInterface
public interface SecretPrompt {

  /** The answer, for the caller to overwrite; empty if nobody can be asked. */
  Optional<char[]> ask(String question);

  /** The terminal of this process, if its standard input and output are one. */
  static SecretPrompt ofProcess() {
    return question -> terminal().map(console -> console.readPassword("%s", question));
  }

  @SuppressWarnings("SystemConsoleNull") // asked for both: null before Java 22, isTerminal since
  private static Optional<Console> terminal() {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    try {
      boolean terminal = (Boolean) Console.class.getMethod("isTerminal").invoke(console);
      return terminal ? Optional.of(console) : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.of(
          console); // before Java 22 there is a console only where there is a terminal
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Console.isTerminal cannot be asked", e);
    }
  }
}
