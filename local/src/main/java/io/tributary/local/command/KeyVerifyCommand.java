package io.tributary.local.command;

import io.tributary.hotkey.command.KeyVerify;
import io.tributary.hotkey.command.LineFilter;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code key verify}: raw signatures, a line for a line. */
@Command(
    name = "verify",
    header = "Check every signature on standard input.",
    description = {
      "Reads one JSON object a line,",
      "{\"type\":\"sr25519\",\"publicKey\":HEX,\"message\":HEX,\"signature\":HEX},",
      "and answers each with {\"valid\":true} or {\"valid\":false}. The type may be ed25519."
    })
public final class KeyVerifyCommand implements Callable<Integer> {

  private final Streams streams;

  public KeyVerifyCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    new LineFilter(new KeyVerify()).run(streams.in(), streams.out());
    return ExitCode.OK;
  }
}
