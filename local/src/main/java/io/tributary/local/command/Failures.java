package io.tributary.local.command;

import io.tributary.local.query.TerminalText;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** Tells of a failure in one line, and of its place in the code only if asked to. */
public final class Failures implements IExecutionExceptionHandler {

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "On failure, also show where in the code it happened.")
  private boolean debug;

  private final Streams streams;

  public Failures(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    streams.err().println("tributary: " + inOneLine(failure));
    if (debug) {
      failure.printStackTrace(streams.err());
    }
    return ExitCode.SOFTWARE;
  }

  /** The failure in one line for a person; foreign text in it, such as a name, steers nothing. */
  static String inOneLine(Throwable failure) {
    return TerminalText.of(text(failure));
  }

  private static String text(Throwable failure) {
    if (failure instanceof FileSystemException file) {
      return ofFile(file);
    }
    String message = failure.getMessage();
    String text =
        message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String ofFile(FileSystemException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no " + failure.getFile();
    }
    if (failure instanceof FileAlreadyExistsException) {
      return failure.getFile() + " exists already and is not overwritten";
    }
    if (failure instanceof AccessDeniedException) {
      return "no right to open " + failure.getFile();
    }
    String reason = failure.getReason();
    return failure.getFile() + ": " + (reason == null ? "cannot be read or written" : reason);
  }
}
