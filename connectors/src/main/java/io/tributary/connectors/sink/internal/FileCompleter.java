package io.tributary.connectors.sink.internal;

import io.tributary.connectors.credentials.AccessDeniedException;
import io.tributary.connectors.credentials.AuthUnavailableException;
import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.connectors.sink.ParkReason;
import io.tributary.connectors.sink.StagedFile;
import io.tributary.connectors.store.FileStore;
import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StoreException;
import io.tributary.connectors.store.StoreFailure;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes one staged file, whatever happened to earlier attempts, until a deadline.
 *
 * <p>An answer that leaves it open whether this upload was completed is settled by looking at the
 * object: it carries our token, or it is somebody else's, or it is absent. Only when the store
 * twice knew neither the upload nor the object does the upload count as lost. Thread-safe.
 */
final class FileCompleter {

  private static final Logger LOG = LoggerFactory.getLogger(FileCompleter.class);
  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

  private final FileStore store;
  private final CredentialSource credentials;
  private final Pause pause;
  private final RandomGenerator random;

  /** Waits between attempts; handed in so that tests need not wait. */
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;

    /** Nanoseconds that only grow, as {@link System#nanoTime()}. */
    long nanoTime();

    /** The real clock. */
    Pause SYSTEM =
        new Pause() {
          @Override
          public void sleep(Duration duration) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
          }

          @Override
          public long nanoTime() {
            return System.nanoTime();
          }
        };
  }

  FileCompleter(
      FileStore store, CredentialSource credentials, Pause pause, RandomGenerator random) {
    this.store = store;
    this.credentials = credentials;
    this.pause = pause;
    this.random = random;
  }

  /** A deadline for {@link #complete} that is so far away. */
  long deadlineNanos(Duration away) {
    return pause.nanoTime() + away.toNanos();
  }

  /**
   * Completes the file's upload.
   *
   * @param deadlineNanos when to give up trying, on the pause's clock
   */
  CommitResult complete(StagedFile file, long deadlineNanos) throws InterruptedException {
    Attempt attempt = new Attempt(file);
    Duration delay = FIRST_DELAY;
    while (true) {
      Optional<CommitResult> result = attempt.run();
      if (result.isPresent()) {
        return result.get();
      }
      long jittered = (long) (delay.toNanos() * random.nextDouble());
      if (pause.nanoTime() + jittered - deadlineNanos >= 0) {
        return CommitResult.parked(
            attempt.denied ? ParkReason.ACCESS_DENIED : ParkReason.UNRESOLVED);
      }
      pause.sleep(Duration.ofNanos(jittered));
      delay =
          delay.multipliedBy(2).compareTo(LONGEST_DELAY) > 0
              ? LONGEST_DELAY
              : delay.multipliedBy(2);
    }
  }

  /** The tries at one file. An empty result means: try again. */
  private final class Attempt {
    private final StagedFile file;
    private final Hotkey hotkey;
    private boolean denied;
    private int losses;
    private int refusals;

    Attempt(StagedFile file) {
      this.file = file;
      this.hotkey = file.key().hotkey();
    }

    Optional<CommitResult> run() throws InterruptedException {
      denied = false;
      IssuedCredentials issued;
      try {
        issued = credentials.forMiner(hotkey);
      } catch (AccessDeniedException e) {
        LOG.warn("{} is parked: {}", file.key(), e.getMessage());
        return Optional.of(CommitResult.parked(ParkReason.ACCESS_DENIED));
      } catch (AuthUnavailableException e) {
        LOG.warn("No credentials for {} yet: {}", file.key(), e.getMessage());
        return Optional.empty();
      }
      try {
        store.complete(file.upload(), issued);
        return settle(issued, CommitResult.COMMITTED, false);
      } catch (StoreException e) {
        return afterFailure(e, issued);
      }
    }

    private Optional<CommitResult> afterFailure(StoreException e, IssuedCredentials issued)
        throws InterruptedException {
      switch (e.failure()) {
        case NOT_FOUND, PARTS_LOST -> {
          return settle(issued, CommitResult.ALREADY_COMMITTED, true);
        }
        case CONFLICT, EXISTS, UNAVAILABLE -> {
          return settle(issued, CommitResult.ALREADY_COMMITTED, false);
        }
        case EXPIRED, DENIED -> {
          return afterRefusal(e, issued);
        }
        case THROTTLED -> {
          return Optional.empty();
        }
        case INTERRUPTED -> throw new InterruptedException("interrupted while committing");
        default -> {
          LOG.error("The store refuses to complete {}: {}", file.key(), e.getMessage());
          return Optional.of(CommitResult.parked(ParkReason.STORE_REFUSED));
        }
      }
    }

    private Optional<CommitResult> afterRefusal(StoreException e, IssuedCredentials issued) {
      credentials.invalidate(hotkey, issued);
      denied = e.failure() == StoreFailure.DENIED;
      refusals += denied ? 1 : 0;
      if (denied && refusals > 2) {
        LOG.warn("{} is parked: {}", file.key(), e.getMessage());
        return Optional.of(CommitResult.parked(ParkReason.ACCESS_DENIED));
      }
      return Optional.empty();
    }

    /**
     * Looks at the object.
     *
     * @param ours the result if it turns out to be ours
     * @param uploadGone whether the store said that the upload cannot be completed: no other answer
     *     is a sign that it is lost
     */
    private Optional<CommitResult> settle(
        IssuedCredentials issued, CommitResult ours, boolean uploadGone)
        throws InterruptedException {
      Optional<ObjectHead> head;
      try {
        head = store.head(file.key(), issued);
      } catch (StoreException e) {
        if (e.failure() == StoreFailure.INTERRUPTED) {
          throw new InterruptedException("interrupted while committing");
        }
        return e.failure() == StoreFailure.EXPIRED || e.failure() == StoreFailure.DENIED
            ? afterRefusal(e, issued)
            : Optional.empty();
      }
      if (head.isEmpty()) {
        losses += uploadGone ? 1 : 0;
        if (losses < 2) {
          return Optional.empty();
        }
        LOG.error("The store has neither upload nor object of {}: its upload is lost", file.key());
        return Optional.of(CommitResult.parked(ParkReason.UPLOAD_LOST));
      }
      if (file.writeToken().equals(head.get().metadata().get(FileStore.WRITE_TOKEN))
          && head.get().size() == file.upload().size()) {
        return Optional.of(ours);
      }
      LOG.error("{} belongs to an object that this sink did not write", file.key());
      return Optional.of(CommitResult.parked(ParkReason.KEY_TAKEN));
    }
  }
}
