package io.tributary.local.feed;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;

/** One line, rewritten at most four times a second, and problems each on a line of its own. */
public final class ConsoleFeedProgress implements FeedProgress {

  private static final long EVERY_MILLIS = 250;

  private final PrintStream out;
  private final Clock clock;
  private long lastMillis;
  private int width;

  /** Shows progress on this stream. */
  public ConsoleFeedProgress(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void onProgress(FeedSummary soFar) {
    long now = clock.millis();
    if (Math.abs(now - lastMillis) >= EVERY_MILLIS) {
      lastMillis = now;
      show(soFar);
    }
  }

  @Override
  public synchronized void onProblem(String problem) {
    clear();
    out.println(problem);
  }

  /** Shows the last figures and ends the line. */
  public synchronized void finish(FeedSummary last) {
    show(last);
    out.println();
    width = 0;
  }

  private void show(FeedSummary s) {
    String line =
        String.format(
            Locale.ROOT,
            "%,d rows read, %,d records sent in %,d batches, %.1f MiB",
            s.rowsRead(),
            s.recordsSent(),
            s.batchesSent(),
            s.bytes() / 1048576.0);
    out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
    out.flush();
    width = line.length();
  }

  private void clear() {
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      width = 0;
    }
  }
}
