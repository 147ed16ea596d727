package io.tributary.local.query;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text for a terminal: columns aligned by what a terminal shows, wide signs counted
 * twice, long cells cut. Control characters of cells are shown as blanks, so that data cannot steer
 * the terminal. Not thread-safe.
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<String> head;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();
  private final int maxCell;

  /**
   * @param maxCell widest cell, in columns of the terminal
   * @param head names of the columns; one that starts with {@code >} is aligned to the right
   */
  public TextTable(int maxCell, List<String> head) {
    this.maxCell = maxCell;
    this.right = new boolean[head.size()];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < head.size(); i++) {
      right[i] = head.get(i).startsWith(">");
      names.add(cell(right[i] ? head.get(i).substring(1) : head.get(i)));
    }
    this.head = List.copyOf(names);
  }

  /** Adds a row; a null cell is shown as a dot. */
  public void row(List<String> cells) {
    List<String> shown = new ArrayList<>();
    for (String cell : cells) {
      shown.add(cell == null ? "·" : cell(cell));
    }
    rows.add(shown);
  }

  /** The lines of the table, without line ends and without blanks at their ends. */
  public List<String> lines() {
    int[] widths = new int[head.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = width(head.get(i));
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(head, widths));
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("─".repeat(width));
    }
    lines.add(line(rule, widths));
    for (List<String> row : rows) {
      lines.add(line(row, widths));
    }
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String space = " ".repeat(widths[i] - width(cell));
      line.append(i == 0 ? "" : GAP).append(right[i] ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }

  private String cell(String text) {
    StringBuilder shown = new StringBuilder();
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int sign = text.codePointAt(i);
      i += Character.charCount(sign);
      int safe = TerminalText.isUnsafe(sign) ? ' ' : sign;
      width += width(safe);
      if (width > maxCell || (width == maxCell && i < text.length())) {
        return shown.append('…').toString();
      }
      shown.appendCodePoint(safe);
    }
    return shown.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(TextTable::width).sum();
  }

  private static int width(int sign) {
    return switch (Character.getType(sign)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> wide(sign) ? 2 : 1;
    };
  }

  private static boolean wide(int sign) {
    return (sign >= 0x1100 && sign <= 0x115f)
        || (sign >= 0x2e80 && sign <= 0xa4cf)
        || (sign >= 0xac00 && sign <= 0xd7a3)
        || (sign >= 0xf900 && sign <= 0xfaff)
        || (sign >= 0xfe30 && sign <= 0xfe6f)
        || (sign >= 0xff00 && sign <= 0xff60)
        || (sign >= 0x1f300 && sign <= 0x1faff)
        || (sign >= 0x20000 && sign <= 0x3fffd);
  }
}
