package io.tributary.local.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import picocli.CommandLine;

/** What a command did when it was run on streams in memory, without input. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(Function<Streams, Object> command, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringWriter err = new StringWriter();
    Streams streams =
        new Streams(new ByteArrayInputStream(new byte[0]), out, new PrintWriter(err, true));
    int exitCode =
        new CommandLine(command.apply(streams))
            .setErr(streams.err())
            .setExecutionExceptionHandler(new Failures(streams))
            .execute(args);
    return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
  }
}
