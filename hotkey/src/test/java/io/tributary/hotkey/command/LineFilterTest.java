package io.tributary.hotkey.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineFilterTest {

  @Test
  void answersEveryLineWithOne() throws IOException {
    assertThat(run("a\n\nb\r\nc\rd\nτ")).isEqualTo("[a]\n[]\n[b]\n[c\rd]\n[τ]\n");
    assertThat(run("a\n")).isEqualTo("[a]\n");
    assertThat(run("")).isEmpty();
  }

  @Test
  void answersBrokenUtf8() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LineFilter(LineFilterTest::bracket)
        .run(new ByteArrayInputStream(new byte[] {'a', (byte) 0xff, '\n', 'b'}), out);
    assertThat(out.toString(UTF_8)).isEqualTo("[a\ufffd]\n[b]\n");
  }

  @Test
  void answersAnEndlessLineAsAnEmptyOne() throws IOException {
    byte[] input = new byte[17 * 1024 * 1024];
    Arrays.fill(input, (byte) 'x');
    input[input.length - 2] = '\n';
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LineFilter(LineFilterTest::bracket).run(new ByteArrayInputStream(input), out);
    assertThat(out.toString(UTF_8)).isEqualTo("[]\n[x]\n");
  }

  @Test
  void flushesBeforeItWaitsForMore() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream talker =
        new InputStream() {
          private int turn;

          @Override
          public int read() {
            throw new UnsupportedOperationException("reads go by blocks");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            // Each answer must have arrived before the next line is given.
            assertThat(out.toString(UTF_8)).isEqualTo("[x]\n".repeat(turn));
            if (turn == 3) {
              return -1;
            }
            turn++;
            target[offset] = 'x';
            target[offset + 1] = '\n';
            return 2;
          }
        };
    new LineFilter(LineFilterTest::bracket).run(talker, out);
    assertThat(out.toString(UTF_8)).isEqualTo("[x]\n".repeat(3));
  }

  private String run(String input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LineFilter(LineFilterTest::bracket)
        .run(new ByteArrayInputStream(input.getBytes(UTF_8)), out);
    return out.toString(UTF_8);
  }

  private static String bracket(String line) {
    return "[" + line + "]";
  }
}
