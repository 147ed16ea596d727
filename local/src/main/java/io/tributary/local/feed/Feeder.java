package io.tributary.local.feed;

import io.tributary.hotkey.batch.BatchOrigin;
import io.tributary.hotkey.batch.BatchWriter;
import io.tributary.hotkey.batch.StreamId;
import io.tributary.hotkey.identity.Signer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Feeds one miner's store or file of JSON lines to Kafka. Every row and every newer version of it
 * is sent at least once; after a crash a few may be sent twice, none is left out.
 *
 * <p>A pass compares all rows with the feeder's own record of what it sent, so the source's order
 * and dates do not matter. Rows are noted as sent only after Kafka acknowledged them. Memory does
 * not depend on the source's size.
 *
 * <p>One thread calls {@link #runOnce} or {@link #follow}; {@link #close} may be called by another
 * one, ends them soon and waits for that. The state directory must not be restored from an old
 * copy, since that would use counters again: delete it instead, and all rows are sent again.
 */
public final class Feeder implements AutoCloseable {

  /** Rows read before they are handed on, by size. */
  private static final long PAGE_BYTES = 8L << 20;

  private final FeedOptions options;
  private final Clock clock;
  private final BatchOutput output;
  private final FeedTally tally;
  private final StateDirectory state;
  private final SentLog log;
  private final RecordSource source;
  private final BatchWriter writer;
  private final FeedGrant grant;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private boolean closed;

  /**
   * Opens a feeder that sends to Kafka.
   *
   * @param signer the miner's hotkey, or the session key that the options' grant names
   * @throws FeedException if the source, the state directory or Kafka's settings cannot be used
   */
  public static Feeder open(FeedOptions options, Signer signer, FeedProgress progress)
      throws FeedException {
    BatchOutput output = KafkaBatchOutput.open(options);
    try {
      return new Feeder(options, signer, progress, output, Clock.systemUTC(), new SecureRandom());
    } catch (FeedException | RuntimeException e) {
      output.close();
      throw e;
    }
  }

  /**
   * A feeder with its surroundings given.
   *
   * @param output where batches go; closed with the feeder
   * @throws FeedException if the source, the state directory or the grant cannot be used
   * @throws IllegalArgumentException if the signer is not the hotkey and there is no grant
   */
  public Feeder(
      FeedOptions options,
      Signer signer,
      FeedProgress progress,
      BatchOutput output,
      Clock clock,
      SecureRandom random)
      throws FeedException {
    this.options = options;
    this.clock = clock;
    this.output = output;
    this.tally = new FeedTally(progress);
    this.grant = FeedGrant.of(options, signer.publicKey());
    grant.require(clock.instant());
    this.state = StateDirectory.lock(options.stateDirectory());
    SentLog openedLog = null;
    try {
      openedLog = SentLog.open(state.sentLog(), options.destination(), random);
      this.log = openedLog;
      this.writer = new BatchWriter(signer, origin(options, log.stream()), options.limits());
      this.source =
          options.isStore()
              ? new StoreSource(options.file(), options.limits().maxUncompressedBytes())
              : new JsonLinesSource(options.file(), state.scratch());
    } catch (FeedException | RuntimeException e) {
      if (openedLog != null) {
        openedLog.close();
      }
      state.close();
      throw e;
    }
  }

  /**
   * Passes once over the source and returns when all of it is acknowledged, or soon after {@link
   * #close}.
   *
   * @return the figures since the feeder was opened
   * @throws FeedException if reading or sending failed; another call begins again, nothing is lost
   */
  public synchronized FeedSummary runOnce() throws FeedException {
    pass(false);
    return tally.summary();
  }

  /**
   * Passes over the source again and again, until {@link #close} or an interrupt.
   *
   * @return the figures since the feeder was opened
   * @throws FeedException if reading or sending failed
   */
  public synchronized FeedSummary follow() throws FeedException {
    try {
      do {
        pass(true);
      } while (!stopping.await(options.pollEvery().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tally.summary();
  }

  /** The figures since the feeder was opened. Any thread may ask. */
  public FeedSummary summary() {
    return tally.summary();
  }

  /** Ends a pass that runs, waits for it, and releases everything. */
  @Override
  public void close() throws FeedException {
    stopping.countDown();
    synchronized (this) {
      if (!closed) {
        closed = true;
        try (state;
            log;
            source) {
          output.close();
        }
      }
    }
  }

  private void pass(boolean mayGrow) throws FeedException {
    if (closed) {
      throw new IllegalStateException("the feeder is closed");
    }
    boolean done = false;
    try {
      done = passOver(source.begin(mayGrow));
    } finally {
      if (!done) {
        source.restart();
      }
    }
  }

  /** Answers false if it was told to stop early. */
  private boolean passOver(RecordSource.Pass pass) throws FeedException {
    if (pass == RecordSource.Pass.NOTHING) {
      return true;
    }
    long startedOn = today();
    BatchSender sender = new BatchSender(writer, options, output, log, clock, tally);
    Page page = new Page();
    boolean more = true;
    while (more && stopping.getCount() > 0) {
      more = source.readPage(page);
      grant.require(clock.instant());
      page.handOn(sender);
    }
    sender.flush();
    if (!more && pass == RecordSource.Pass.ALL) {
      log.endPass(startedOn);
    }
    return !more;
  }

  private long today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
  }

  private static BatchOrigin origin(FeedOptions options, StreamId stream) {
    return options
        .grant()
        .map(
            grant ->
                BatchOrigin.ofSession(
                    options.hotkey(), grant, options.audience(), options.netuid(), stream))
        .orElseGet(
            () ->
                BatchOrigin.ofHotkey(
                    options.hotkey(), options.audience(), options.netuid(), stream));
  }

  /** Keeps the rows of a page that must be sent, so that sending happens after the read. */
  private final class Page implements RecordSource.Visitor {

    private final List<SourceRow> rows = new ArrayList<>();
    private long bytes;
    private long read;

    @Override
    public boolean visit(SourceRow row) throws FeedException {
      read++;
      if (row.minerRecord() == null) {
        tally.unsendable(row, "larger than a batch may hold");
      } else if (!log.isSent(row.key(), row.digest(), today())) {
        rows.add(row);
        bytes += row.sizeBytes();
      }
      return bytes < PAGE_BYTES;
    }

    @Override
    public void unreadable(String problem) {
      read++;
      tally.unreadable(problem);
    }

    void handOn(BatchSender sender) throws FeedException {
      tally.read(read);
      for (SourceRow row : rows) {
        sender.add(row);
      }
      rows.clear();
      bytes = 0;
      read = 0;
    }
  }
}
