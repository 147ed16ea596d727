package io.tributary.local.demo.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows progress until closed: on a terminal a panel that is redrawn in place, elsewhere a plain
 * line every two seconds.
 *
 * <p>A shutdown hook is not its business: whoever handles an interrupt closes it, which leaves the
 * cursor visible below the last panel. {@link #message} may be called from any thread.
 */
public final class ProgressDisplay implements AutoCloseable {

  private static final Duration REDRAW = Duration.ofMillis(150);
  private static final Duration LINE = Duration.ofSeconds(2);
  private static final double SMOOTHING = 0.12;
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private final boolean terminal;
  private final Supplier<DemoProgress> progress;
  private final LongSupplier nanoClock;
  private final long started;
  private final ScheduledExecutorService ticker;
  private int drawnLines;
  private int frame;
  private long lastNanos;
  private long lastReceived;
  private double perSecond;
  private boolean closed;

  private ProgressDisplay(
      PrintStream out, boolean terminal, Supplier<DemoProgress> progress, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.progress = progress;
    this.nanoClock = nanoClock;
    this.started = nanoClock.getAsLong();
    this.lastNanos = started;
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts to show.
   *
   * @param out where to; usually {@code System.err}
   * @param terminal whether that is a terminal that knows ANSI sequences, see {@link Terminals}
   * @param progress answers at once and from any thread
   */
  public static ProgressDisplay start(
      PrintStream out, boolean terminal, Supplier<DemoProgress> progress) {
    ProgressDisplay display = manual(out, terminal, progress, System::nanoTime);
    long every = (terminal ? REDRAW : LINE).toMillis();
    var unused = display.ticker.scheduleAtFixedRate(display::tick, 0, every, TimeUnit.MILLISECONDS);
    return display;
  }

  /** A display that draws when {@link #tick} is called. */
  static ProgressDisplay manual(
      PrintStream out, boolean terminal, Supplier<DemoProgress> progress, LongSupplier nanoClock) {
    return new ProgressDisplay(out, terminal, progress, nanoClock);
  }

  /** Draws once. */
  synchronized void tick() {
    if (closed) {
      return;
    }
    DemoProgress now = progress.get();
    Duration elapsed = Duration.ofNanos(nanoClock.getAsLong() - started);
    if (!terminal) {
      out.println(ProgressPanel.line(now, elapsed));
      return;
    }
    measure(now);
    List<String> lines = ProgressPanel.panel(now, elapsed, perSecond, frame++);
    StringBuilder text = new StringBuilder(rewind()).append(HIDE_CURSOR);
    lines.forEach(line -> text.append(line).append("\u001b[K\n"));
    drawnLines = lines.size();
    out.print(text);
    out.flush();
  }

  /** Prints a line above the panel. */
  public synchronized void message(String line) {
    if (terminal && !closed) {
      out.print(rewind() + ERASE_BELOW);
      drawnLines = 0;
      out.println(line);
      tick();
    } else {
      out.println(line);
    }
  }

  /** Draws the last state and gives the terminal back. Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    ticker.shutdown();
    tick();
    closed = true;
    if (terminal) {
      out.print(SHOW_CURSOR);
      out.flush();
    }
  }

  private String rewind() {
    return drawnLines == 0 ? "" : "\u001b[" + drawnLines + "A\r";
  }

  private void measure(DemoProgress now) {
    long nanos = nanoClock.getAsLong();
    double seconds = (nanos - lastNanos) / 1e9;
    if (seconds <= 0) {
      return;
    }
    double current = Math.max(0, now.received() - lastReceived) / seconds;
    perSecond += SMOOTHING * (current - perSecond);
    lastNanos = nanos;
    lastReceived = now.received();
  }
}
