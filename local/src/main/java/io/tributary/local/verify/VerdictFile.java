package io.tributary.local.verify;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.verdict.SignedVerdict;
import io.tributary.lake.verdict.VerdictCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Verdicts in files: the message's bytes, or base64 of them in lines of any length. */
public final class VerdictFile {

  /** Base64 takes a third more, and as much again where each group of four has a line. */
  private static final long MOST_FILE_BYTES = VerdictCodec.MOST_BYTES / 3 * 6 + 1024;

  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n]+");

  private VerdictFile() {}

  /**
   * The verdict in a file; empty if it holds something else.
   *
   * @throws IOException if the file cannot be read
   */
  public static Optional<SignedVerdict> read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_FILE_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    return decode(bytes).or(() -> decoded(bytes).flatMap(VerdictFile::decode));
  }

  private static Optional<SignedVerdict> decode(byte[] bytes) {
    try {
      return Optional.of(SignedVerdict.decode(bytes));
    } catch (MalformedBytesException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> decoded(byte[] text) {
    try {
      String stripped = new String(text, StandardCharsets.ISO_8859_1).strip();
      String oneLine = LINE_BREAKS.matcher(stripped).replaceAll("");
      return Optional.of(Base64.getDecoder().decode(oneLine));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
