package io.tributary.auth;

import io.tributary.auth.http.HttpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** How the service runs. Immutable; made by {@link #of} and the {@code with} methods. */
public final class AuthOptions {

  private final Deployment deployment;
  private final Optional<Path> stateFolder;
  private Optional<Path> revocationsFile = Optional.empty();
  private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private ClockWindow window = ClockWindow.V2;
  private Duration maxGrantLifetime = Duration.ofDays(90);
  private double stakeFloor = 10_000;
  private QuotaLimits quota = QuotaLimits.DEFAULTS;
  private boolean v1 = true;
  private int threads = 64;
  private HttpLimits http = HttpLimits.DEFAULTS;
  private Optional<Consumer<String>> audit = Optional.empty();

  private AuthOptions(Deployment deployment, Optional<Path> stateFolder) {
    this.deployment = Objects.requireNonNull(deployment, "deployment");
    this.stateFolder = Objects.requireNonNull(stateFolder, "stateFolder");
  }

  private AuthOptions(AuthOptions other) {
    this(other.deployment, other.stateFolder);
    revocationsFile = other.revocationsFile;
    listen = other.listen;
    window = other.window;
    maxGrantLifetime = other.maxGrantLifetime;
    stakeFloor = other.stakeFloor;
    quota = other.quota;
    v1 = other.v1;
    threads = other.threads;
    http = other.http;
    audit = other.audit;
  }

  /**
   * Defaults: a free port on loopback, ±5 min, grants of 90 days, stake 10,000, the usual quota,
   * version 1 on, 64 threads, audit lines in the state folder.
   *
   * @param deployment what requests must name and credentials may touch
   * @param stateFolder where evidence, audit lines and the replay journal are kept, open to the
   *     service only
   */
  public static AuthOptions of(Deployment deployment, Path stateFolder) {
    return new AuthOptions(deployment, Optional.of(stateFolder));
  }

  /** The same defaults, for a state that is kept elsewhere. */
  public static AuthOptions of(Deployment deployment) {
    return new AuthOptions(deployment, Optional.empty());
  }

  /** With another address to listen on; port 0 takes a free one. */
  public AuthOptions withListen(InetSocketAddress address) {
    AuthOptions copy = new AuthOptions(this);
    copy.listen = Objects.requireNonNull(address, "address");
    return copy;
  }

  /** With another tolerance of clocks and life of requests. */
  public AuthOptions withWindow(ClockWindow other) {
    AuthOptions copy = new AuthOptions(this);
    copy.window = Objects.requireNonNull(other, "window");
    return copy;
  }

  /**
   * With other bounds for grants and validators.
   *
   * @param grantLifetime grants that live longer are refused
   * @param validatorStake least stake of a validator that reads other miners, whole alpha
   * @throws IllegalArgumentException if a bound would allow nothing, or is no number
   */
  public AuthOptions withBounds(Duration grantLifetime, double validatorStake) {
    if (grantLifetime.isNegative() || grantLifetime.isZero()) {
      throw new IllegalArgumentException("grants must be allowed to live");
    }
    if (!(validatorStake >= 0)) {
      throw new IllegalArgumentException("the stake floor is 0 or more, not " + validatorStake);
    }
    AuthOptions copy = new AuthOptions(this);
    copy.maxGrantLifetime = grantLifetime;
    copy.stakeFloor = validatorStake;
    return copy;
  }

  /** With another quota of each hotkey. */
  public AuthOptions withQuota(QuotaLimits limits) {
    AuthOptions copy = new AuthOptions(this);
    copy.quota = Objects.requireNonNull(limits, "limits");
    return copy;
  }

  /** With another file of revocations than {@code revocations.jsonl} in the state folder. */
  public AuthOptions withRevocationsFile(Path file) {
    AuthOptions copy = new AuthOptions(this);
    copy.revocationsFile = Optional.of(file);
    return copy;
  }

  /** With version 1 switched on or off. */
  public AuthOptions withV1(boolean served) {
    AuthOptions copy = new AuthOptions(this);
    copy.v1 = served;
    return copy;
  }

  /**
   * With another number of requests decided at once. Three quarters of them may wait for the token
   * service; the others refuse meanwhile what is to be refused.
   *
   * @throws IllegalArgumentException if there are fewer than 4
   */
  public AuthOptions withThreads(int count) {
    if (count < 4) {
      throw new IllegalArgumentException("4 threads or more, not " + count);
    }
    AuthOptions copy = new AuthOptions(this);
    copy.threads = count;
    return copy;
  }

  /** With other bounds for clients and their connections. */
  public AuthOptions withHttp(HttpLimits limits) {
    AuthOptions copy = new AuthOptions(this);
    copy.http = Objects.requireNonNull(limits, "limits");
    return copy;
  }

  /**
   * With audit lines handed to somebody else instead of being written to {@code audit/} in the
   * state folder.
   *
   * @param lines takes each line, without a line end; must be safe for threads
   */
  public AuthOptions withAudit(Consumer<String> lines) {
    AuthOptions copy = new AuthOptions(this);
    copy.audit = Optional.of(lines);
    return copy;
  }

  /** Where to listen. */
  public InetSocketAddress listen() {
    return listen;
  }

  /** What requests must name and credentials may touch. */
  public Deployment deployment() {
    return deployment;
  }

  /** Where evidence, audit lines and the replay journal are kept, if that is a folder. */
  public Optional<Path> stateFolder() {
    return stateFolder;
  }

  /** Where revocations are kept, if not in the state folder or the shared state. */
  public Optional<Path> revocationsFile() {
    return revocationsFile;
  }

  /** When requests count. */
  public ClockWindow window() {
    return window;
  }

  /** Grants that live longer are refused. */
  public Duration maxGrantLifetime() {
    return maxGrantLifetime;
  }

  /** Least stake of a validator that reads other miners, whole alpha. */
  public double stakeFloor() {
    return stakeFloor;
  }

  /** What each hotkey may ask for. */
  public QuotaLimits quota() {
    return quota;
  }

  /** Whether requests of version 1 are served. */
  public boolean v1() {
    return v1;
  }

  /** Requests decided at once. */
  public int threads() {
    return threads;
  }

  /** Requests that wait for the token service at once. */
  int stsCalls() {
    return threads - threads / 4;
  }

  /** What clients may take. */
  public HttpLimits http() {
    return http;
  }

  /** Who takes audit lines, if they are not to be written to the state folder. */
  public Optional<Consumer<String>> audit() {
    return audit;
  }
}
