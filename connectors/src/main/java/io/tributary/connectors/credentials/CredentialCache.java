package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Credentials of many miners, each fetched once for its life.
 *
 * <p>One fetch a miner at a time, for whom all others wait. Refreshed by a caller when between 1/3
 * and 1/2 of their life is left, jittered so that miners do not come together; while that fails as
 * unavailable, credentials with enough life go on being given out. Refusals are remembered briefly.
 * Of too many miners the one used longest ago is forgotten. In memory only. Thread-safe.
 */
public final class CredentialCache implements CredentialSource {

  private final CredentialClient client;
  private final CacheOptions options;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Tally all = new Tally();
  private final Map<Hotkey, Held> held;
  private final Map<Hotkey, CompletableFuture<Held>> underWay = new LinkedHashMap<>();
  private boolean closed;

  /** How often somebody asked, and how often the client had to be asked for it. */
  private static final class Tally {
    private final AtomicLong uses = new AtomicLong();
    private final AtomicLong fetches = new AtomicLong();

    CredentialCalls calls() {
      // In this order, so that there are never more fetches than uses.
      long asked = fetches.get();
      return new CredentialCalls(uses.get(), asked);
    }
  }

  /** One of several that use this cache. */
  private final class User implements CredentialSource {
    private final Tally own = new Tally();
    private final Runnable onClose;
    private final AtomicBoolean left = new AtomicBoolean();

    User(Runnable onClose) {
      this.onClose = onClose;
    }

    @Override
    public IssuedCredentials forMiner(Hotkey hotkey)
        throws AccessDeniedException, AuthUnavailableException, InterruptedException {
      return CredentialCache.this.forMiner(hotkey, own);
    }

    @Override
    public void invalidate(Hotkey hotkey, IssuedCredentials refused) {
      CredentialCache.this.invalidate(hotkey, refused);
    }

    @Override
    public CredentialCalls calls() {
      return own.calls();
    }

    @Override
    public void close() {
      if (left.compareAndSet(false, true)) {
        onClose.run();
      }
    }
  }

  /** An outcome: credentials, or a refusal, and until when it needs no other. */
  private record Held(IssuedCredentials credentials, AccessDeniedException refusal, Instant until) {
    @Override
    public String toString() {
      return "Held[until=" + until + "]";
    }
  }

  /** A cache in front of a client. The generator must be safe for threads. */
  public CredentialCache(
      CredentialClient client, CacheOptions options, InstantSource clock, RandomGenerator random) {
    this.client = Objects.requireNonNull(client, "client");
    this.options = Objects.requireNonNull(options, "options");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
    this.held =
        new LinkedHashMap<>(64, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Hotkey, Held> eldest) {
            return size() > options.most();
          }
        };
  }

  @Override
  public IssuedCredentials forMiner(Hotkey hotkey)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    return forMiner(hotkey, all);
  }

  private IssuedCredentials forMiner(Hotkey hotkey, Tally tally)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    tally.uses.incrementAndGet();
    CompletableFuture<Held> flight;
    boolean pilot = false;
    synchronized (this) {
      if (closed) {
        throw new AuthUnavailableException("the credential cache is closed", null);
      }
      Held known = held.get(hotkey);
      if (known != null && clock.instant().isBefore(known.until())) {
        return answer(known);
      }
      flight = underWay.get(hotkey);
      if (flight != null && isUsable(known)) {
        return answer(known);
      }
      if (flight == null) {
        flight = new CompletableFuture<>();
        underWay.put(hotkey, flight);
        pilot = true;
      }
    }
    return pilot ? fly(hotkey, flight, tally) : follow(flight);
  }

  private IssuedCredentials fly(Hotkey hotkey, CompletableFuture<Held> flight, Tally tally)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    try {
      tally.fetches.incrementAndGet();
      Held fetched = fetch(hotkey);
      synchronized (this) {
        if (!closed) {
          held.put(hotkey, fetched);
        }
      }
      flight.complete(fetched);
      return answer(fetched);
    } catch (AuthUnavailableException e) {
      Held known;
      synchronized (this) {
        known = held.get(hotkey);
      }
      if (isUsable(known)) {
        flight.complete(known);
        return answer(known);
      }
      flight.completeExceptionally(e);
      throw e;
    } catch (InterruptedException | RuntimeException e) {
      flight.completeExceptionally(e);
      throw e;
    } finally {
      synchronized (this) {
        underWay.remove(hotkey, flight);
      }
    }
  }

  private static IssuedCredentials follow(CompletableFuture<Held> flight)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    try {
      return answer(flight.get());
    } catch (ExecutionException e) {
      throw new AuthUnavailableException(
          "another request for these credentials failed", e.getCause());
    }
  }

  private Held fetch(Hotkey hotkey) throws AuthUnavailableException, InterruptedException {
    try {
      IssuedCredentials fetched = client.fetch(hotkey);
      Instant now = clock.instant();
      Duration life = Duration.between(now, fetched.expiration());
      if (life.compareTo(options.leastLife()) < 0) {
        throw new AuthUnavailableException(
            "new credentials for " + hotkey + " live only " + life + "; check the clocks", null);
      }
      double left = 1.0 / 3 + random.nextDouble() / 6;
      Instant until = fetched.expiration().minusMillis((long) (life.toMillis() * left));
      return new Held(fetched, null, until);
    } catch (AccessDeniedException e) {
      return new Held(null, e, clock.instant().plus(options.denialLife()));
    }
  }

  private static IssuedCredentials answer(Held outcome) throws AccessDeniedException {
    if (outcome.refusal() != null) {
      // A new one each time: an exception's trace belongs to the thread that gets it.
      AccessDeniedException again =
          new AccessDeniedException(outcome.refusal().reason(), outcome.refusal().detail());
      again.initCause(outcome.refusal());
      throw again;
    }
    return outcome.credentials();
  }

  private boolean isUsable(Held known) {
    return known != null
        && known.credentials() != null
        && clock.instant().plus(options.leastLife()).isBefore(known.credentials().expiration());
  }

  @Override
  public synchronized void invalidate(Hotkey hotkey, IssuedCredentials refused) {
    Held known = held.get(hotkey);
    if (known != null && refused.equals(known.credentials())) {
      held.remove(hotkey);
    }
  }

  @Override
  public CredentialCalls calls() {
    return all.calls();
  }

  /**
   * The same cache for one of several users, with counts of its own.
   *
   * @param onClose runs once, when that user closes it; the cache stays open
   */
  public CredentialSource user(Runnable onClose) {
    return new User(onClose);
  }

  /** Forgets everything. */
  @Override
  public synchronized void close() {
    closed = true;
    held.clear();
  }

  @Override
  public String toString() {
    return "CredentialCache[" + all.calls() + "]";
  }
}
