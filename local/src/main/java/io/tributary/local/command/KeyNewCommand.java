package io.tributary.local.command;

import io.tributary.hotkey.command.KeyNew;
import io.tributary.hotkey.identity.KeyFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code key new}: a new key in a new file. */
@Command(
    name = "new",
    header = "Make an sr25519 key and write it to a new file.",
    description = {
      "The file has btwallet's form, unencrypted, and only its owner may read it. No file is ever",
      "overwritten. Answers one JSON line with type, public key and address."
    })
public final class KeyNewCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file;

  private final Streams streams;
  private final SecureRandom random;

  public KeyNewCommand(Streams streams, SecureRandom random) {
    this.streams = streams;
    this.random = random;
  }

  @Override
  public Integer call() throws IOException, KeyFileException {
    streams.line(KeyNew.create(file, random));
    return ExitCode.OK;
  }
}
