package io.tributary.local.command;

import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.command.KeyGrant;
import io.tributary.hotkey.command.KeyStatement;
import io.tributary.hotkey.command.SessionKeyText;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.wire.MalformedBytesException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key grant}: lets a session key act for the hotkey. */
@Command(
    name = "grant",
    header = "Let a session key act for a hotkey, for one purpose and a while.",
    description = {
      "Works offline: the hotkey stays where it is, and feeder or sink get the",
      "session key with the file written here. The purpose batch signs batches,",
      "access obtains access to the miner's own files; one key for both needs two",
      "grants. The file replaces one that is there."
    })
public final class KeyGrantCommand implements Callable<Integer> {

  private static final class End {
    @Option(names = "--days", paramLabel = "N", description = "For so many days, at most 90.")
    private Integer days;

    @Option(
        names = "--until",
        paramLabel = "ISO",
        description = "Until then, such as 2026-12-31T00:00:00Z.")
    private Instant until;
  }

  @Option(
      names = "--key",
      required = true,
      paramLabel = "HOTKEYFILE",
      description = "The key file of the hotkey, which signs.")
  private Path key;

  @Option(
      names = "--session-key",
      required = true,
      paramLabel = "FILE|HEX|ADDRESS",
      description = "The session key: its file, its public key or its address.")
  private String sessionKey;

  @Option(
      names = "--purpose",
      required = true,
      paramLabel = "batch|access",
      description = "What the session key may do.")
  private String purpose;

  @Option(
      names = "--sources",
      required = true,
      paramLabel = "x,reddit",
      description = "On which sources.")
  private String sources;

  @Option(
      names = "--audience",
      required = true,
      paramLabel = "NAME",
      description = "The deployment it is for.")
  private String audience;

  @Option(
      names = "--netuid",
      defaultValue = "13",
      paramLabel = "N",
      description = "The subnet, ${DEFAULT-VALUE} by default.")
  private int netuid;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private End end;

  @Option(
      names = "--from",
      paramLabel = "ISO",
      description = "When it begins; five minutes ago by default, since clocks differ.")
  private Instant from;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
  private Path out;

  @Mixin private KeyAnswer answer;

  private final Streams streams;
  private final KeySecrets secrets;
  private final SecureRandom random;
  private final InstantSource clock;

  public KeyGrantCommand(
      Streams streams, KeySecrets secrets, SecureRandom random, InstantSource clock) {
    this.streams = streams;
    this.secrets = secrets;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, KeyFileException, MalformedBytesException {
    KeyGrant.Wish wish = wish();
    KeyFile hotkey = KeyFile.read(key, secrets.passphrases());
    try {
      LocalSigner signer = hotkey.signer();
      SignedGrant grant = KeyGrant.make(signer, wish, random);
      signer.destroy();
      GrantFile.write(out, grant);
      answer.write(streams, KeyStatement.of(grant, clock.instant()).json());
    } finally {
      hotkey.destroy();
    }
    return ExitCode.OK;
  }

  private KeyGrant.Wish wish() throws IOException, KeyFileException {
    Instant begin = from == null ? clock.instant().minus(KeyGrant.CLOCK_TOLERANCE) : from;
    return new KeyGrant.Wish(
        audience,
        netuid,
        SessionKeyText.parse(sessionKey, secrets.passphrases()),
        KeyGrant.purpose(purpose),
        KeyGrant.sources(sources),
        begin,
        end.until == null ? begin.plus(Duration.ofDays(end.days)) : end.until);
  }
}
