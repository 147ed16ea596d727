package io.tributary.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.wire.Octets;
import io.tributary.lake.verdict.SignedVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of a verdict in a file. */
class VerdictFileTest {

  private static final SignedVerdict VERDICT =
      new SignedVerdict(Octets.of(new byte[500]), Octets.of(new byte[64]));

  @TempDir private Path folder;

  @Test
  void readsBytesAndOneLineOfBase64() throws IOException {
    Path file = folder.resolve("verdict");
    Files.write(file, VERDICT.encode());
    assertThat(VerdictFile.read(file)).contains(VERDICT);

    assertThat(VerdictFile.read(write(base64() + "\n"))).contains(VERDICT);
  }

  @ParameterizedTest
  @CsvSource({"4, \\r\\n", "64, \\n", "76, \\n", "76, \\r\\n", "50, \\n"})
  void readsBase64InLines(int length, String lineBreak) throws IOException {
    String between = lineBreak.translateEscapes();
    String lines = base64().replaceAll("(.{" + length + "})", "$1" + between) + between;

    assertThat(lines.lines().count()).isGreaterThan(1);
    assertThat(VerdictFile.read(write(lines))).contains(VERDICT);
  }

  @Test
  void takesNothingElseBetweenLines() throws IOException {
    String text = base64();
    for (String between : new String[] {" ", "\t", "\n ", "-", "=\n", "\u000b", "\u0000"}) {
      assertThat(VerdictFile.read(write(text.substring(0, 76) + between + text.substring(76))))
          .as("between lines: %s", (int) between.charAt(0))
          .isEmpty();
    }
  }

  private static String base64() {
    return Base64.getEncoder().encodeToString(VERDICT.encode());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("text"), text, StandardCharsets.ISO_8859_1);
  }
}
