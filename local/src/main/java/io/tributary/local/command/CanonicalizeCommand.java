package io.tributary.local.command;

import io.tributary.schemas.CanonicalizeLines;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code canonicalize}: content keys of addresses, a line for a line. */
@Command(
    name = "canonicalize",
    header = "Tell the content key of every address on standard input.",
    description = {
      "Reads one JSON object a line, {\"uri\":\"https://...\"}, and answers each with one line:",
      "{\"key\":\"x:1\"} or {\"reason\":\"HOST\"}. Answers are flushed whenever input has to be",
      "waited for."
    })
public final class CanonicalizeCommand implements Callable<Integer> {

  private final Streams streams;

  public CanonicalizeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    new CanonicalizeLines(streams.in(), streams.out()).run();
    return ExitCode.OK;
  }
}
