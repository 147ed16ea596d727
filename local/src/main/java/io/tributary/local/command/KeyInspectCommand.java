package io.tributary.local.command;

import io.tributary.hotkey.command.KeyInspect;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code key inspect}: what a key file holds, without its secret. */
@Command(
    name = "inspect",
    header = "Tell what a key file holds, without its secret.",
    description = {
      "Answers one JSON line with type, public key, address and whether it can sign. The passphrase",
      "of an encrypted file comes from TRIBUTARY_KEY_PASSPHRASE or is asked for at the terminal."
    })
public final class KeyInspectCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The key file.")
  private Path file;

  @Mixin private KeyAnswer answer;

  private final Streams streams;
  private final KeySecrets secrets;

  public KeyInspectCommand(Streams streams, KeySecrets secrets) {
    this.streams = streams;
    this.secrets = secrets;
  }

  @Override
  public Integer call() throws IOException, KeyFileException {
    KeyFile key = KeyFile.read(file, secrets.passphrases());
    try {
      answer.write(streams, KeyInspect.describe(key));
    } finally {
      key.destroy();
    }
    return ExitCode.OK;
  }
}
