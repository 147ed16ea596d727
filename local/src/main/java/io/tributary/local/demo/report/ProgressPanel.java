package io.tributary.local.demo.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws progress as text: a panel of lines for a terminal, or one line for a log. Pure. */
final class ProgressPanel {

  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
  private static final int BAR = 30;
  private static final String BLUE = "\u001b[34m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String RED = "\u001b[31m";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private ProgressPanel() {}

  /**
   * The panel's lines, each at most 78 columns wide.
   *
   * @param perSecond records received a second of late
   * @param frame counts up with each drawing
   */
  static List<String> panel(DemoProgress now, Duration elapsed, double perSecond, int frame) {
    long valid = now.accepted() + now.duplicate() + now.rejected();
    return List.of(
        String.format(
            Locale.ROOT,
            "%s%s %s%s %s%s · %,.0f records/s%s",
            BOLD,
            SPINNER[frame % SPINNER.length],
            now.stage(),
            PLAIN,
            DIM,
            clock(elapsed),
            perSecond,
            PLAIN),
        line("fed", BLUE, now.fed(), now.total(), "of " + count(now.total())),
        line("received", BLUE, now.received(), now.total(), ""),
        line("accepted", GREEN, now.accepted(), Math.max(valid, now.total()), ""),
        line("duplicate", YELLOW, now.duplicate(), Math.max(valid, now.total()), ""),
        line("rejected", RED, now.rejected(), Math.max(valid, now.total()), ""),
        line(
            "in the lake",
            GREEN,
            now.rows(),
            now.accepted(),
            String.format(
                Locale.ROOT, "%,d files · %s", now.files(), ByteSizes.shown(now.bytes()))));
  }

  /** One line without colours. */
  static String line(DemoProgress now, Duration elapsed) {
    return String.format(
        Locale.ROOT,
        "%s  %s: fed %,d/%,d, received %,d, accepted %,d, duplicate %,d, rejected %,d,"
            + " in the lake %,d rows in %,d files (%s)",
        clock(elapsed),
        now.stage(),
        now.fed(),
        now.total(),
        now.received(),
        now.accepted(),
        now.duplicate(),
        now.rejected(),
        now.rows(),
        now.files(),
        ByteSizes.shown(now.bytes()));
  }

  private static String line(String name, String colour, long part, long whole, String note) {
    return String.format(
        Locale.ROOT,
        "  %-11s %s%s%s %,11d  %s%s%s",
        name,
        colour,
        bar(part, whole),
        PLAIN,
        part,
        DIM,
        note,
        PLAIN);
  }

  /** A bar of fixed width, filled in steps of an eighth of a column. */
  static String bar(long part, long whole) {
    double share = whole <= 0 ? 0 : Math.max(0, Math.min(1.0, (double) part / whole));
    int eighths = (int) Math.round(share * BAR * 8);
    if (part > 0 && eighths == 0) {
      eighths = 1;
    }
    String filled = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    return filled + "·".repeat(BAR - filled.length());
  }

  private static String count(long number) {
    return number == 0 ? "?" : String.format(Locale.ROOT, "%,d", number);
  }

  private static String clock(Duration elapsed) {
    return String.format(Locale.ROOT, "%d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
  }
}
