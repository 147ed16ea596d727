package io.tributary.local.demo.report;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Finds out whether somebody watches. */
public final class Terminals {

  private static final String PROPERTY = "tributary.terminal";

  private Terminals() {}

  /**
   * Whether this process writes to a terminal that knows ANSI sequences. The system property {@code
   * tributary.terminal} decides where it is set, as a start script can ask for each stream.
   */
  public static boolean ansi() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    String term = System.getenv("TERM");
    return term != null && !term.isEmpty() && !term.equals("dumb") && hasTerminal();
  }

  @SuppressWarnings("SystemConsoleNull") // asked for both: null before Java 22, isTerminal since
  private static boolean hasTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before Java 22 there is a console only where there is a terminal
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Console.isTerminal cannot be asked", e);
    }
  }
}
