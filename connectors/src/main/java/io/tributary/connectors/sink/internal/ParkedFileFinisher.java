package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.ParkReason;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes parked files as soon as that is possible again: when the miner is admitted once more, or
 * the store answers. Files whose upload is lost, or whose key belongs to somebody else, wait for a
 * person.
 *
 * <p>Works in a thread of its own, in one subtask of the job. Finishing is idempotent, so that it
 * and a replayed commit cannot disturb each other.
 */
final class ParkedFileFinisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ParkedFileFinisher.class);

  private final ParkedLog parked;
  private final CommitLog log;
  private final FileCompleter completer;
  private final Duration interval;
  private final Duration deadline;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param parked which files are parked; closed with this
   * @param log where it is published that they are not any more
   * @param interval between rounds
   * @param deadline for one file
   */
  ParkedFileFinisher(
      ParkedLog parked,
      CommitLog log,
      FileCompleter completer,
      Duration interval,
      Duration deadline) {
    this.parked = parked;
    this.log = log;
    this.completer = completer;
    this.interval = interval;
    this.deadline = deadline;
    this.thread = MinerFileCommitter.daemon("tributary-parked").newThread(this::run);
  }

  ParkedFileFinisher start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          finishAll();
        } catch (IOException | RuntimeException e) {
          LOG.warn("Parked files could not be finished now", e);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("interrupted while finishing parked files; the thread ends");
    } finally {
      // A client of Kafka cannot be closed by a thread that is marked as interrupted.
      Thread.interrupted();
      parked.close();
    }
  }

  /** One round; answers how many files are not parked any more. */
  int finishAll() throws IOException, InterruptedException {
    int finished = 0;
    Collection<ParkedLog.ParkedFile> files = parked.poll();
    for (ParkedLog.ParkedFile file : files) {
      if (canFinish(file.reason()) && finish(file)) {
        finished++;
      }
    }
    return finished;
  }

  private static boolean canFinish(ParkReason reason) {
    return reason == ParkReason.ACCESS_DENIED || reason == ParkReason.UNRESOLVED;
  }

  private boolean finish(ParkedLog.ParkedFile parkedFile) throws IOException, InterruptedException {
    CommitResult result = completer.complete(parkedFile.file(), completer.deadlineNanos(deadline));
    if (result.ending() == CommitResult.Ending.PARKED) {
      if (result.reason() != parkedFile.reason()) {
        log.parked(parkedFile.file(), result.reason());
      }
      return false;
    }
    log.committed(parkedFile.file());
    log.unparked(parkedFile.file());
    LOG.info("{} was parked and is committed now", parkedFile.file().key());
    return true;
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(1));
    if (thread.isAlive()) {
      thread.interrupt();
      thread.join(TimeUnit.SECONDS.toMillis(10));
    }
  }
}
