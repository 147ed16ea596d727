package io.tributary.local.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

  private static final DemoProgress HALF =
      new DemoProgress(
          "Ingesting", 40_000, 30_000, 20_000, 14_000, 5_000, 1_000, 7_000, 12, 3 << 20);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void elsewhereThanOnATerminalItWritesPlainLines() {
    ProgressDisplay display = ProgressDisplay.manual(out, false, () -> HALF, nanos::get);
    nanos.set(62_000_000_000L);
    display.tick();
    assertThat(text().strip())
        .isEqualTo(
            "1:02  Ingesting: fed 30,000/40,000, received 20,000, accepted 14,000, duplicate 5,000,"
                + " rejected 1,000, in the lake 7,000 rows in 12 files (3.0 MiB)");
  }

  @Test
  void onATerminalItRedrawsInPlaceAndGivesTheCursorBack() {
    ProgressDisplay display = ProgressDisplay.manual(out, true, () -> HALF, nanos::get);
    display.tick();
    assertThat(text()).doesNotContain("\u001b[7A").contains("in the lake", "12 files · 3.0 MiB");
    nanos.set(150_000_000);
    display.tick();
    assertThat(text()).contains("\u001b[7A\r\u001b[?25l");
    display.message("web UI at http://localhost:8081");
    assertThat(text()).contains("\u001b[7A\r\u001b[Jweb UI at http://localhost:8081\n");
    display.close();
    display.close();
    assertThat(text()).endsWith("\u001b[?25h");
    assertThat(text().split("\u001b\\[\\?25h", -1)).hasSize(2);
  }

  @Test
  void panelFitsEightyColumns() {
    assertThat(ProgressPanel.panel(HALF, Duration.ofMinutes(3), 123_456, 5))
        .allSatisfy(
            line -> assertThat(line.replaceAll("\u001b\\[[0-9;]*m", "").length()).isLessThan(80));
  }

  @Test
  void barsShowEighths() {
    assertThat(ProgressPanel.bar(1, 2)).isEqualTo("█".repeat(15) + "·".repeat(15));
    assertThat(ProgressPanel.bar(1, 1_000_000)).startsWith("▏");
    assertThat(ProgressPanel.bar(0, 0)).isEqualTo("·".repeat(30));
    assertThat(ProgressPanel.bar(9, 3)).isEqualTo("█".repeat(30));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
