package io.tributary.local.command;

import io.tributary.hotkey.command.KeySign;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code key sign}: signs a text as btwallet does. */
@Command(
    name = "sign",
    header = "Sign the text on standard input.",
    description = {
      "Signs all of standard input, less one line end at its end, as btwallet signs a",
      "text: hex after 0x stands for bytes. Answers one JSON line with type, public",
      "key, address and signature. Texts that could stand for a structure of",
      "Tributary are refused. The passphrase of an encrypted file comes from",
      "TRIBUTARY_KEY_PASSPHRASE or is asked for at the terminal."
    })
public final class KeySignCommand implements Callable<Integer> {

  private static final int MAX_TEXT_BYTES = 1 << 20;

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The key file that signs.")
  private Path file;

  @Mixin private KeyAnswer answer;

  private final Streams streams;
  private final KeySecrets secrets;
  private final SecureRandom random;

  public KeySignCommand(Streams streams, KeySecrets secrets, SecureRandom random) {
    this.streams = streams;
    this.secrets = secrets;
    this.random = random;
  }

  @Override
  public Integer call() throws IOException, KeyFileException {
    byte[] input = streams.in().readNBytes(MAX_TEXT_BYTES + 1);
    if (input.length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("the text is longer than " + MAX_TEXT_BYTES + " bytes");
    }
    KeyFile key = KeyFile.read(file, secrets.passphrases());
    try {
      answer.write(streams, KeySign.sign(key, withoutLineEnd(decode(input)), random));
    } finally {
      key.destroy();
    }
    return ExitCode.OK;
  }

  private static String decode(byte[] input) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the text is not UTF-8", e);
    }
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
