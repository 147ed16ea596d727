package io.tributary.local.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void alignsNumbersToTheRightAndCountsWideSignsTwice() {
    TextTable table = new TextTable(20, List.of("name", ">n"));
    table.row(List.of("東京", "7"));
    table.row(Arrays.asList("e\u0301té", null));
    table.row(List.of("plain", "1,234"));
    assertThat(table.lines())
        .containsExactly(
            "name       n", "─────  ─────", "東京       7", "e\u0301té        ·", "plain  1,234");
  }

  @Test
  void cutsLongCellsAndShowsControlsAsBlanks() {
    TextTable table = new TextTable(6, List.of("t"));
    table.row(List.of("abcdef"));
    table.row(List.of("abcdefg"));
    table.row(List.of("a\u001b[2J"));
    table.row(List.of("a\u202eb"));
    assertThat(table.lines().subList(2, 6)).containsExactly("abcdef", "abcde…", "a [2J", "a b");
  }

  @Test
  void textStaysInItsLine() {
    assertThat(TerminalText.of("a\nb\u001b[2J\u202ec\u2028d\ud800")).isEqualTo("a?b?[2J?c?d?");
    assertThat(TerminalText.of("東京 e\u0301té.parquet")).isEqualTo("東京 e\u0301té.parquet");
  }
}
