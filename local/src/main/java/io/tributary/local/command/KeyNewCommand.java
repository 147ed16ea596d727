package io.tributary.local.command;

import io.tributary.hotkey.command.KeyNew;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.phrase.RecoveryPhrase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code key new}: a new key in a new file. */
@Command(
    name = "new",
    header = "Make an sr25519 key and write it to a new file.",
    description = {
      "The file has btwallet's form, unencrypted, and only its owner may read it. No",
      "file is ever overwritten. Answers one JSON line with type, public key and",
      "address."
    })
public final class KeyNewCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The file to write.")
  private Path file;

  @Option(
      names = "--phrase",
      description = {
        "Make the key from a new recovery phrase, which is shown once, on standard error. The file",
        "does not hold it."
      })
  private boolean withPhrase;

  @Option(
      names = "--words",
      paramLabel = "N",
      defaultValue = "12",
      description = "Words of the phrase: 12, 15, 18, 21 or 24; ${DEFAULT-VALUE} by default.")
  private int words;

  @Mixin private KeyAnswer answer;

  private final Streams streams;
  private final SecureRandom random;

  public KeyNewCommand(Streams streams, SecureRandom random) {
    this.streams = streams;
    this.random = random;
  }

  @Override
  public Integer call() throws IOException, KeyFileException {
    answer.write(streams, withPhrase ? createWithPhrase() : KeyNew.create(file, random));
    return ExitCode.OK;
  }

  private String createWithPhrase() throws IOException, KeyFileException {
    RecoveryPhrase phrase = RecoveryPhrase.generate(words, random);
    String created = KeyNew.create(file, phrase);
    char[] text = phrase.words();
    streams.err().println("Write down these words; whoever knows them has the key:");
    streams.err().println(text);
    Arrays.fill(text, '\0');
    phrase.destroy();
    return created;
  }
}
