package io.tributary.local.command;

import io.tributary.hotkey.command.KeyInspect;
import io.tributary.hotkey.command.KeyStatement;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.wire.MalformedBytesException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code key inspect}: what a file of a key, a grant or a revocation holds. */
@Command(
    name = "inspect",
    header = "Tell what a key file, a grant or a revocation holds, without its secret.",
    description = {
      "Answers one JSON line: of a key its type, public key, address and whether it",
      "can sign; of a grant or revocation what it says and whether it holds now,",
      "ending with 1 if it does not. The passphrase of an encrypted file comes from",
      "TRIBUTARY_KEY_PASSPHRASE or is asked for at the terminal."
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
  public Integer call() throws IOException, KeyFileException, MalformedBytesException {
    Optional<KeyStatement> statement = KeyStatement.read(file, Instant.now());
    if (statement.isPresent()) {
      answer.write(streams, statement.get().json());
      return statement.get().valid() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
    KeyFile key = KeyFile.read(file, secrets.passphrases());
    try {
      answer.write(streams, KeyInspect.describe(key));
    } finally {
      key.destroy();
    }
    return ExitCode.OK;
  }
}
