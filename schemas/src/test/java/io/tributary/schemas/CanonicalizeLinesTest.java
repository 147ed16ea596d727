package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalizeLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"uri\":\"https://x.com/a/status/1\"}        | {\"key\":\"x:1\"}",
        "  {\"uri\" : \"https://redd.it/abc\" }        | {\"key\":\"reddit:abc\"}",
        "{\"uri\":\"https:\\/\\/x.com/a/status/\\u0031\"} | {\"key\":\"x:1\"}",
        "{\"a\":[{}],\"uri\":\"https://x.com/a/status/1\",\"b\":{}} | {\"key\":\"x:1\"}",
        "{\"uri\":\"https://evil.net/\"}               | {\"reason\":\"HOST\"}",
        "{\"uri\":\"https://x.com/\\ud83d\"}           | {\"reason\":\"MALFORMED\"}",
        "{\"uri\":\"\"}                                | {\"reason\":\"EMPTY\"}",
        "{\"uri\":null}                                | {\"reason\":\"EMPTY\"}",
        "{\"uri\":1}                                   | {\"reason\":\"EMPTY\"}",
        "{\"uri\":{\"uri\":\"https://x.com/a/status/1\"}} | {\"reason\":\"EMPTY\"}",
        "{\"uri\":[\"https://x.com/a/status/1\"]}      | {\"reason\":\"EMPTY\"}",
        "{}                                            | {\"reason\":\"MALFORMED\"}",
        "{\"URI\":\"https://x.com/a/status/1\"}        | {\"reason\":\"MALFORMED\"}",
        "{\"uri\":\"a\",\"uri\":\"b\"}                 | {\"reason\":\"MALFORMED\"}",
        "{\"uri\":\"https://x.com/a/status/1\"         | {\"reason\":\"MALFORMED\"}",
        "{\"uri\":\"https://x.com/a/status/1\"}}       | {\"reason\":\"MALFORMED\"}",
        "{\"uri\":\"https://x.com/a/status/1\"} {}     | {\"reason\":\"MALFORMED\"}",
        "\"https://x.com/a/status/1\"                  | {\"reason\":\"MALFORMED\"}",
        "[{\"uri\":\"https://x.com/a/status/1\"}]      | {\"reason\":\"MALFORMED\"}",
        "null                                          | {\"reason\":\"MALFORMED\"}",
        "https://x.com/a/status/1                      | {\"reason\":\"MALFORMED\"}",
        "{'uri':'https://x.com/a/status/1'}            | {\"reason\":\"MALFORMED\"}"
      })
  void answersALine(String line, String answer) throws IOException {
    assertThat(run(line + "\n")).isEqualTo(answer + "\n");
  }

  @Test
  void answersEveryLineInOrderWhateverItsEnd() throws IOException {
    String first = "{\"uri\":\"https://redd.it/a\"}\r";
    String last = "{\"uri\":\"https://redd.it/b\"}";

    assertThat(run(String.join("\n", first, "", "\r", " ", "{}", last)))
        .endsWith("\n")
        .hasLineCount(6)
        .satisfies(
            answers ->
                assertThat(answers.lines())
                    .containsExactly(
                        "{\"key\":\"reddit:a\"}",
                        "{\"reason\":\"MALFORMED\"}",
                        "{\"reason\":\"MALFORMED\"}",
                        "{\"reason\":\"MALFORMED\"}",
                        "{\"reason\":\"MALFORMED\"}",
                        "{\"key\":\"reddit:b\"}"));
  }

  @Test
  void answersNothingToNothing() throws IOException {
    assertThat(run("")).isEmpty();
  }

  @Test
  void takesOnlyValidUtf8() throws IOException {
    assertThat(run("{\"uri\":\"https://redd.it/a?é🚀\"}\n")).isEqualTo("{\"key\":\"reddit:a\"}\n");
    for (String bad : List.of("\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082")) {
      byte[] line =
          ("{\"uri\":\"https://redd.it/a?" + bad + "\"}\n").getBytes(StandardCharsets.ISO_8859_1);

      assertThat(run(line)).as(bad).isEqualTo("{\"reason\":\"MALFORMED\"}\n");
    }
    assertThat(run("{\"uri\":\"a\"}".getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo("{\"reason\":\"MALFORMED\"}\n");
  }

  @Test
  void takesLongLines() throws IOException {
    String key = "{\"key\":\"reddit:a\"}";
    String tooLong = "{\"reason\":\"TOO_LONG\"}";
    String blanks = " ".repeat(3_000_000);
    String good = "{\"uri\":\"" + blanks + "https://redd.it/a\"}\n";
    String longer = "{\"uri\":\"" + "a".repeat(3_000_000) + "\"}\n";
    String longest = "{\"uri\":\"" + "a".repeat(17 << 20) + "\"}\n";

    assertThat(run(good + longer + longest + good))
        .isEqualTo(String.join("\n", key, tooLong, tooLong, key, ""));
  }

  @Test
  void survivesDeepNesting() throws IOException {
    assertThat(run("{\"uri\":" + "[".repeat(1_000_000) + "\n"))
        .isEqualTo("{\"reason\":\"MALFORMED\"}\n");
  }

  @Test
  void answersBeforeItWaitsForMore() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Deque<String> parts =
        new ArrayDeque<>(List.of("{\"uri\":\"https://re", "dd.it/a\"}\n{\"u", "ri\":\"\"}\n"));
    List<String> expectedBefore =
        List.of(
            "", "", "{\"key\":\"reddit:a\"}\n", "{\"key\":\"reddit:a\"}\n{\"reason\":\"EMPTY\"}\n");
    InputStream in =
        new InputStream() {
          private int reads;

          @Override
          public int read() {
            throw new UnsupportedOperationException("read by chunks");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expectedBefore.get(reads++));
            if (parts.isEmpty()) {
              return -1;
            }
            byte[] part = parts.pop().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(part, 0, target, offset, part.length);
            return part.length;
          }
        };

    new CanonicalizeLines(in, out).run();

    assertThat(parts).isEmpty();
  }

  @Property
  void answersAnyBytesWithOneLineEach(@ForAll byte[] bytes) throws IOException {
    long lines = 0;
    for (byte b : bytes) {
      lines += b == '\n' ? 1 : 0;
    }
    lines += bytes.length > 0 && bytes[bytes.length - 1] != '\n' ? 1 : 0;

    assertThat(run(bytes).lines().filter(line -> line.startsWith("{\"reason\":\"")).count())
        .isEqualTo(lines);
  }

  private static String run(String lines) throws IOException {
    return run(lines.getBytes(StandardCharsets.UTF_8));
  }

  private static String run(byte[] lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CanonicalizeLines(new ByteArrayInputStream(lines), out).run();
    return out.toString(StandardCharsets.US_ASCII);
  }
}
