package io.tributary.local.command;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code key}: the group of commands about hotkeys. */
@Command(
    name = "key",
    header = "Make, inspect and use hotkeys; check signatures and addresses.",
    synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand {

  private KeyCommand() {}

  /** The group with its commands. */
  public static CommandLine create(Streams streams, SecureRandom random) {
    KeySecrets secrets = KeySecrets.ofProcess();
    return new CommandLine(new KeyCommand())
        .addSubcommand(new KeyVerifyCommand(streams))
        .addSubcommand(new KeySs58Command(streams))
        .addSubcommand(new KeyNewCommand(streams, random))
        .addSubcommand(new KeyDeriveCommand(streams, secrets))
        .addSubcommand(new KeyInspectCommand(streams, secrets))
        .addSubcommand(new KeySignCommand(streams, secrets, random))
        .addSubcommand(new KeyServeCommand(streams, secrets, new CountDownLatch(1)))
        .addSubcommand(new KeyGrantCommand(streams, secrets, random, InstantSource.system()))
        .addSubcommand(new KeyRevokeCommand(streams, secrets, InstantSource.system()));
  }
}
