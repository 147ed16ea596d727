package io.tributary.auth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** How the service runs. Immutable; made by {@link #of} and the {@code with} methods. */
public final class AuthOptions {

  private final Deployment deployment;
  private final Optional<Path> stateFolder;

  /** Null without a folder, unless it is set. */
  private Path revocationsFile;

  private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private ClockWindow window = ClockWindow.V2;
  private Duration maxGrantLifetime = Duration.ofDays(90);
  private double stakeFloor = 10_000;
  private QuotaLimits quota = QuotaLimits.DEFAULTS;
  private boolean v1 = true;
  private int threads = 64;

  private AuthOptions(Deployment deployment, Optional<Path> stateFolder) {
    this.deployment = Objects.requireNonNull(deployment, "deployment");
    this.stateFolder = Objects.requireNonNull(stateFolder, "stateFolder");
    this.revocationsFile =
        stateFolder.map(folder -> folder.resolve("revocations.jsonl")).orElse(null);
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
  }

  /**
   * Defaults: a free port on loopback, ±5 min, grants of 90 days, stake 10,000, the usual quota,
   * version 1 on, 64 threads.
   *
   * @param deployment what requests must name and credentials may touch
   * @param stateFolder where evidence and the replay journal are kept, open to the service only
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
    copy.revocationsFile = Objects.requireNonNull(file, "file");
    return copy;
  }

  /** With version 1 switched on or off. */
  public AuthOptions withV1(boolean served) {
    AuthOptions copy = new AuthOptions(this);
    copy.v1 = served;
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

  /** Where evidence and the replay journal are kept, if that is a folder. */
  public Optional<Path> stateFolder() {
    return stateFolder;
  }

  /** Where revocations are kept, if that is a file. */
  public Optional<Path> revocationsFile() {
    return Optional.ofNullable(revocationsFile);
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

  /** Requests worked on at once. */
  public int threads() {
    return threads;
  }
}
