package io.tributary.local.command;

import io.tributary.hotkey.command.KeyDerive;
import io.tributary.hotkey.identity.KeyType;
import io.tributary.hotkey.phrase.DerivationPath;
import io.tributary.hotkey.phrase.InvalidPhraseException;
import io.tributary.hotkey.phrase.SecretUri;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key derive}: the key of a phrase or seed, behind a path. */
@Command(
    name = "derive",
    header = "Derive a key from a recovery phrase or a seed.",
    description = {
      "Reads PHRASE[/soft][//hard][///password], or a seed as 0x and 64 hex digits",
      "with a path: from the variable TRIBUTARY_KEY_PHRASE, else from the terminal",
      "without showing it, else from standard input. Answers one JSON line with type,",
      "public key and address."
    })
public final class KeyDeriveCommand implements Callable<Integer> {

  /** Schemes as the command line writes them. */
  enum Scheme {
    sr25519(KeyType.SR25519),
    ed25519(KeyType.ED25519);

    private final KeyType type;

    Scheme(KeyType type) {
      this.type = type;
    }
  }

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = "",
      description = "A path to go after that of the phrase, such as //hard/soft.")
  private String path;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      defaultValue = "sr25519",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private Scheme scheme;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Also write the key to a new file, unencrypted and for its owner only.")
  private Path file;

  @Mixin private KeyAnswer answer;

  private final Streams streams;
  private final KeySecrets secrets;

  public KeyDeriveCommand(Streams streams, KeySecrets secrets) {
    this.streams = streams;
    this.secrets = secrets;
  }

  @Override
  public Integer call() throws IOException, InvalidPhraseException {
    DerivationPath more = DerivationPath.parse(path);
    char[] text = secrets.phrase(streams.in());
    SecretUri read;
    try {
      read = SecretUri.parse(text);
    } finally {
      Arrays.fill(text, '\0');
    }
    SecretUri secret = read.then(more);
    read.destroy();
    try {
      answer.write(streams, KeyDerive.derive(secret, scheme.type, Optional.ofNullable(file)));
    } finally {
      secret.destroy();
    }
    return ExitCode.OK;
  }
}
