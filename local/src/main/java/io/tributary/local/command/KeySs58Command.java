package io.tributary.local.command;

import io.tributary.hotkey.command.KeySs58;
import io.tributary.hotkey.command.LineFilter;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code key ss58}: public keys of addresses, a line for a line. */
@Command(
    name = "ss58",
    header = "Decode every address on standard input.",
    description = {
      "Reads one JSON object a line, {\"address\":TEXT}, and answers each with one line:",
      "{\"publicKey\":HEX} or {\"reason\":CODE}."
    })
public final class KeySs58Command implements Callable<Integer> {

  private final Streams streams;

  public KeySs58Command(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    new LineFilter(new KeySs58()).run(streams.in(), streams.out());
    return ExitCode.OK;
  }
}
