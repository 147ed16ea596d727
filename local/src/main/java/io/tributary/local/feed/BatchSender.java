package io.tributary.local.feed;

import io.tributary.hotkey.batch.BatchWriter;
import io.tributary.hotkey.batch.PackedRecords;
import io.tributary.hotkey.batch.RecordPacker;
import io.tributary.hotkey.batch.RecordTooLargeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Packs rows into batches, sends some of them ahead, and notes rows as sent once their batch is
 * acknowledged. Used by one thread.
 */
final class BatchSender {

  private static final int IN_FLIGHT = 8;
  private static final int COUNTERS_AT_ONCE = 64;

  private record Flight(
      CompletableFuture<Void> stored, List<SentLog.Entry> rows, int bytes, String firstName) {}

  private final BatchWriter writer;
  private final byte[] messageKey;
  private final BatchOutput output;
  private final SentLog log;
  private final Clock clock;
  private final FeedTally tally;
  private final RecordPacker packer;
  private final Deque<SourceRow> waiting = new ArrayDeque<>();
  private final Deque<Flight> flights = new ArrayDeque<>();

  private long nextCounter;
  private long reservedUpTo;

  BatchSender(
      BatchWriter writer,
      FeedOptions options,
      BatchOutput output,
      SentLog log,
      Clock clock,
      FeedTally tally) {
    this.writer = writer;
    this.messageKey = options.hotkey().address().getBytes(StandardCharsets.US_ASCII);
    this.output = output;
    this.log = log;
    this.clock = clock;
    this.tally = tally;
    this.packer = new RecordPacker(options.limits());
  }

  /** Takes a row; sends batches that are full. */
  void add(SourceRow row) throws FeedException {
    try {
      while (!packer.add(row.minerRecord())) {
        sendOne();
      }
      waiting.add(new SourceRow(row.key(), row.digest(), null, 0, row.name()));
    } catch (RecordTooLargeException e) {
      tally.unsendable(row, e.getMessage());
    }
  }

  /** Sends all that waits and returns once all of it is acknowledged and noted. */
  void flush() throws FeedException {
    while (!packer.isEmpty()) {
      sendOne();
    }
    land(0);
  }

  private void sendOne() throws FeedException {
    PackedRecords packed;
    try {
      packed = packer.pack();
    } catch (RecordTooLargeException e) {
      tally.unsendable(waiting.remove(), e.getMessage());
      return;
    }
    String firstName = waiting.element().name();
    List<SentLog.Entry> rows = new ArrayList<>(packed.count());
    for (int i = 0; i < packed.count(); i++) {
      SourceRow row = waiting.remove();
      rows.add(new SentLog.Entry(row.key(), row.digest()));
    }
    land(IN_FLIGHT - 1);
    byte[] message = writer.write(packed, counter(), clock.instant());
    flights.add(new Flight(output.send(messageKey, message), rows, message.length, firstName));
  }

  /** Counters are taken on disk before any of them is used, so that none is used twice. */
  private long counter() throws FeedException {
    if (nextCounter == reservedUpTo) {
      nextCounter = log.reserveCounters(COUNTERS_AT_ONCE);
      reservedUpTo = nextCounter + COUNTERS_AT_ONCE;
    }
    return nextCounter++;
  }

  private void land(int leave) throws FeedException {
    while (flights.size() > leave || (!flights.isEmpty() && flights.element().stored().isDone())) {
      land(flights.remove());
    }
  }

  private void land(Flight flight) throws FeedException {
    try {
      flight.stored().get();
      log.record(flight.rows(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay());
      tally.sent(flight.rows().size(), flight.bytes());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessageTooLargeException && flight.rows().size() == 1) {
        SentLog.Entry row = flight.rows().get(0);
        tally.unsendable(
            new SourceRow(row.key(), row.digest(), null, 0, flight.firstName()),
            e.getCause().getMessage());
        return;
      }
      if (e.getCause() instanceof FeedException cause) {
        throw new FeedException(cause.getMessage(), cause);
      }
      throw new FeedException("a batch could not be sent: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FeedException("interrupted while waiting for Kafka", e);
    }
  }
}
