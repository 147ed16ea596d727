package io.tributary.local.command;

import io.tributary.hotkey.command.KeyInspect;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code key inspect}: what a key file holds, without its secret. */
@Command(
    name = "inspect",
    header = "Tell what a key file holds, without its secret.",
    description = "Answers one JSON line with type, public key, address and whether it can sign.")
public final class KeyInspectCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The key file.")
  private Path file;

  private final Streams streams;

  public KeyInspectCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException, KeyFileException {
    streams.line(KeyInspect.describe(KeyFile.read(file)));
    return ExitCode.OK;
  }
}
