package io.tributary.hotkey.registry;

import io.tributary.hotkey.chain.ChainClient;
import io.tributary.hotkey.chain.ChainException;
import io.tributary.hotkey.chain.ChainFault;
import io.tributary.hotkey.chain.Troubles;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry as a Substrate chain has it: all registrations of the subnet, read together at one
 * finalized block and held in memory.
 *
 * <p>One thread reads them again whenever they are older than {@code refresh}; callers are answered
 * from memory meanwhile. While the chain cannot be read, or its finalized head does not move, the
 * last ones are served within the bounds of {@link ChainRegistryOptions}, and then nobody is told
 * anything but {@link RegistryUnavailableException}. Of several nodes, the one with the highest
 * finalized head is read; a head below one that was read before is refused. Thread-safe. Close it
 * to end its thread.
 */
public final class ChainHotkeyRegistry implements HotkeyRegistry {

  /** How long a caller waits for a reading when nothing may be served, as after a long pause. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(ChainHotkeyRegistry.class);

  private final ChainClient chain;
  private final int netuid;
  private final SubnetReader reader;
  private final ChainRegistryOptions options;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor thread;

  private final Object lock = new Object();
  private CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
  private Instant lastStart = Instant.MIN;

  private ScheduledFuture<?> ticking;

  private volatile HeldSnapshot held;
  private volatile ChainException trouble;

  private ChainHotkeyRegistry(
      ChainClient chain, int netuid, ChainRegistryOptions options, InstantSource clock) {
    this.chain = Objects.requireNonNull(chain, "chain");
    this.netuid = netuid;
    this.reader = new SubnetReader(netuid);
    this.options = Objects.requireNonNull(options, "options");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread worker = new Thread(task, "chain-registry-" + netuid);
              worker.setDaemon(true);
              return worker;
            });
  }

  /**
   * Reads a subnet's registrations and keeps them fresh until it is closed.
   *
   * @throws RegistryUnavailableException if they cannot be read now
   */
  public static ChainHotkeyRegistry open(
      ChainClient chain, int netuid, ChainRegistryOptions options, InstantSource clock)
      throws RegistryUnavailableException {
    ChainHotkeyRegistry registry = new ChainHotkeyRegistry(chain, netuid, options, clock);
    registry.refresh();
    if (registry.held == null || registry.trouble != null) {
      registry.close();
      throw registry.unavailable("cannot be read at the start");
    }
    long period = options.refresh().toMillis();
    registry.ticking =
        registry.thread.scheduleWithFixedDelay(
            registry::startReading, period, period, TimeUnit.MILLISECONDS);
    return registry;
  }

  @Override
  public Optional<Registration> find(Hotkey hotkey) throws RegistryUnavailableException {
    Instant now = clock.instant();
    boolean wasWell = trouble == null;
    if (held.age(now).compareTo(options.refresh()) >= 0) {
      startReading();
    }
    Optional<String> tooOld = held.tooOld(now, options);
    // Nobody waits for a chain that is known to be in trouble: an outage holds no caller up.
    if (tooOld.isPresent() && wasWell) {
      awaitReading();
      tooOld = held.tooOld(clock.instant(), options);
    }
    if (tooOld.isPresent()) {
      throw unavailable(tooOld.get());
    }
    return Optional.ofNullable(held.snapshot().registrations().get(hotkey));
  }

  /** Has the chain read, unless that is happening or has failed a moment ago. */
  private void startReading() {
    synchronized (lock) {
      Duration sinceLast = Duration.between(lastStart, clock.instant()).abs();
      boolean isTooSoon = trouble != null && sinceLast.compareTo(options.retry()) < 0;
      if (reading.isDone() && !isTooSoon && !thread.isShutdown()) {
        lastStart = clock.instant();
        reading = CompletableFuture.runAsync(this::refresh, thread);
      }
    }
  }

  private void awaitReading() {
    CompletableFuture<Void> current;
    synchronized (lock) {
      current = reading;
    }
    try {
      current.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("the chain is still being read after {}", PATIENCE);
    } catch (ExecutionException e) {
      throw new IllegalStateException("reading the chain ended in an unforeseen way", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void refresh() {
    Instant start = clock.instant();
    ChainException before = trouble;
    try {
      HeldSnapshot next = read(start);
      held = next;
      Optional<String> tooOld = next.tooOld(clock.instant(), options);
      trouble = tooOld.map(why -> new ChainException(ChainFault.MALFORMED, why)).orElse(null);
    } catch (ChainException e) {
      trouble = e;
    } catch (RuntimeException e) {
      LOG.error("reading subnet {} failed in an unforeseen way", netuid, e);
      trouble = new ChainException(ChainFault.MALFORMED, "an unforeseen failure: " + e, e);
    }
    report(before, trouble);
  }

  private HeldSnapshot read(Instant start) throws ChainException {
    Troubles troubles = new Troubles();
    for (ChainClient.NodeHead candidate : chain.heads()) {
      try {
        if (held != null) {
          held.requireNotBefore(candidate.head());
        }
        SubnetSnapshot snapshot = reader.read(candidate.node(), candidate.head());
        return held == null ? HeldSnapshot.first(snapshot, start) : held.next(snapshot, start);
      } catch (ChainException e) {
        troubles.add(e);
      }
    }
    throw troubles.asOne();
  }

  private void report(ChainException before, ChainException now) {
    if (thread.isShutdown()) {
      return;
    }
    if (now != null && before == null) {
      LOG.warn("registrations of subnet {} cannot be read: {}", netuid, now.getMessage());
    } else if (now == null && before != null) {
      LOG.info("registrations of subnet {} are read again, at {}", netuid, held.snapshot().head());
    }
  }

  private RegistryUnavailableException unavailable(String why) {
    ChainException last = trouble;
    String detail =
        last == null || why.equals(last.getMessage()) ? "" : " (" + last.getMessage() + ")";
    return new RegistryUnavailableException(
        "registrations of subnet "
            + netuid
            + " on the chain at "
            + chain
            + ": "
            + why
            + detail
            + "; check these nodes, or name others",
        last);
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (ticking != null) {
        ticking.cancel(false);
      }
      thread.shutdownNow();
    }
  }
}
