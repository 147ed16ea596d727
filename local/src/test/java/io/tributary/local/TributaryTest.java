package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as a caller sees them: streams and exit codes. */
class TributaryTest {

  private static final String URL =
      "{\"uri\":\"https://x.com/someone/status/2032750303094272042\"}";

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();

  @Test
  void canonicalizeAnswersALineForALine() {
    int code = run(URL + "\nnonsense\n", "canonicalize");

    assertThat(out())
        .isEqualTo("{\"key\":\"x:2032750303094272042\"}\n{\"reason\":\"MALFORMED\"}\n");
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
  }

  @Test
  void aNewKeySignsAndItsSignatureVerifies() {
    String file = folder.resolve("hotkey").toString();

    assertThat(run("", "key", "new", file)).isZero();
    String created = out();
    assertThat(run("", "key", "inspect", file)).isZero();
    assertThat(out()).isEqualTo(created).contains("\"canSign\":true");

    assertThat(run("hello\n", "key", "sign", "--key", file)).isZero();
    String signed = out();
    String request =
        "{\"type\":\"sr25519\",\"publicKey\":\"%s\",\"message\":\"68656c6c6f\",\"signature\":\"%s\"}\n"
            .formatted(field(signed, "publicKey"), field(signed, "signature"));
    assertThat(run(request, "key", "verify")).isZero();
    assertThat(out()).isEqualTo("{\"valid\":true}\n");

    String address = "{\"address\":\"%s\"}\n".formatted(field(signed, "address"));
    assertThat(run(address, "key", "ss58")).isZero();
    assertThat(field(out(), "publicKey")).isEqualTo(field(signed, "publicKey"));
  }

  @Test
  void aPhraseIsReadFromStandardInputAndShownNowhere() throws IOException {
    String phrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";
    Path file = folder.resolve("alice");

    int code = run(phrase + "\n", "key", "derive", "--path", "//Alice", "--out", file.toString());

    assertThat(code).isZero();
    assertThat(field(out(), "address"))
        .isEqualTo("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
    assertThat(err.toString()).contains("address    5Grwva");
    assertThat(out() + err).doesNotContain("bottom");
    assertThat(run("", "key", "inspect", "--json", file.toString())).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out()).contains("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY");
    assertThat(run(phrase + " walk", "key", "derive")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo(
            "tributary: WORD_COUNT: the phrase or secret has not 12, 15, 18, 21 or 24 words\n");
  }

  @Test
  void aPhraseAsAnArgumentIsRefusedAndNotRepeated() {
    for (String[] arguments :
        new String[][] {
          {"key", "derive", "secretword", "drive"},
          {"key", "derive", "secretword drive"},
          {"key", "derive", "--phrase=secretword"},
          {"key", "derive", "--type", "secretword"},
          {"key", "new", folder.resolve("new").toString(), "secretword"},
          {"key", "inspect", "--passphrase", "secretword", "file"},
          {"key", "sign", "--key", "file", "--password=secretword"},
        }) {
      assertThat(run("", arguments)).isEqualTo(2);
      assertThat(err.toString())
          .contains("not repeated here", "TRIBUTARY_KEY_PHRASE")
          .doesNotContain("secretword");
      assertThat(out()).isEmpty();
    }
    assertThat(run("", "key", "derive", "--path", "secretword")).isEqualTo(1);
    assertThat(err.toString()).startsWith("tributary: PATH: ").doesNotContain("secretword");
  }

  @Test
  void aNewPhraseIsShownOnceAndGivesTheKey() throws IOException {
    Path file = folder.resolve("hotkey");

    assertThat(run("", "key", "new", "--phrase", "--words", "24", file.toString())).isZero();

    String address = field(out(), "address");
    String phrase = err.toString().lines().skip(1).findFirst().orElseThrow();
    assertThat(phrase.split(" ")).hasSize(24);
    assertThat(file).content().doesNotContain(phrase);
    assertThat(run(phrase, "key", "derive")).isZero();
    assertThat(field(out(), "address")).isEqualTo(address);
  }

  @Test
  void aKeyFileIsNeverOverwritten() throws IOException {
    Path file = Files.writeString(folder.resolve("hotkey"), "mine");

    assertThat(run("", "key", "new", file.toString())).isEqualTo(1);

    assertThat(err.toString())
        .isEqualTo("tributary: " + file + " exists already and is not overwritten\n");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFailureIsOneLineUnlessItsPlaceIsAskedFor() {
    String missing = folder.resolve("nothing").toString();

    assertThat(run("", "key", "inspect", missing)).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("tributary: there is no " + missing + "\n");

    assertThat(run("", "key", "inspect", "--debug", missing)).isEqualTo(1);
    assertThat(err.toString()).contains("\tat io.tributary.local.command.KeyInspectCommand.call");
  }

  @Test
  void wrongCallsEndWithTwoAndSayNothingOnStandardOutput() {
    assertThat(run("")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required subcommand", "canonicalize");
    assertThat(run("", "key")).isEqualTo(2);
    assertThat(run("", "key", "sign")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--key=FILE'");
    assertThat(run("", "nonsense")).isEqualTo(2);
    assertThat(out()).isEmpty();
  }

  @Test
  void everyCommandHasHelp() {
    assertThat(run("", "--help")).isZero();
    assertThat(out()).contains("canonicalize", "key", "Exit codes");
    assertThat(run("", "key", "sign", "--help")).isZero();
    assertThat(out()).contains("--key=FILE", "--debug");
    assertThat(run("", "feed", "--help")).isZero();
    assertThat(out()).contains("--bootstrap=H:P", "--debug");
    assertThat(run("", "--version")).isZero();
    assertThat(out()).startsWith("tributary ");
  }

  @Test
  void aClosedStandardOutputIsAFailure() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThat(run(URL + "\n", closed, "canonicalize")).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("tributary: Broken pipe\n");
  }

  private int run(String input, String... args) {
    out.reset();
    return run(input, out, args);
  }

  private int run(String input, OutputStream output, String... args) {
    err.getBuffer().setLength(0);
    Streams streams =
        new Streams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            output,
            new PrintWriter(err, true));
    return Tributary.commandLine(streams, new SecureRandom()).execute(args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String field(String json, String name) {
    String start = "\"" + name + "\":\"";
    int from = json.indexOf(start) + start.length();
    return json.substring(from, json.indexOf('"', from));
  }
}
