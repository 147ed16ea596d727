package io.tributary.auth;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How the service runs. Immutable; made by {@link #of} and the {@code with} methods.
 *
 * @param listen where to listen; port 0 takes a free one
 * @param deployment what requests must name and credentials may touch
 * @param stateFolder where evidence and the replay journal are kept, open to the service only
 * @param window when requests count
 * @param maxGrantLifetime grants that live longer are refused
 * @param stakeFloor least stake of a validator that reads other miners, whole alpha
 * @param quota what each hotkey may ask for
 * @param threads requests worked on at once
 */
public record AuthOptions(
    InetSocketAddress listen,
    Deployment deployment,
    Path stateFolder,
    ClockWindow window,
    Duration maxGrantLifetime,
    double stakeFloor,
    QuotaLimits quota,
    int threads) {

  /** Checks that all is there and positive. */
  public AuthOptions {
    Objects.requireNonNull(listen, "listen");
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(stateFolder, "stateFolder");
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(quota, "quota");
    if (maxGrantLifetime.isNegative() || maxGrantLifetime.isZero()) {
      throw new IllegalArgumentException("grants must be allowed to live");
    }
    if (!(stakeFloor >= 0)) {
      throw new IllegalArgumentException("the stake floor must not be negative: " + stakeFloor);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread must answer: " + threads);
    }
  }

  /**
   * Defaults: a free port on loopback, ±5 min, grants of 90 days, stake 10,000, the usual quota,
   * 64.
   */
  public static AuthOptions of(Deployment deployment, Path stateFolder) {
    return new AuthOptions(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        deployment,
        stateFolder,
        ClockWindow.V2,
        Duration.ofDays(90),
        10_000,
        QuotaLimits.DEFAULTS,
        64);
  }

  /** With another address to listen on. */
  public AuthOptions withListen(InetSocketAddress address) {
    return new AuthOptions(
        address, deployment, stateFolder, window, maxGrantLifetime, stakeFloor, quota, threads);
  }

  /** With another tolerance of clocks and life of requests. */
  public AuthOptions withWindow(ClockWindow other) {
    return new AuthOptions(
        listen, deployment, stateFolder, other, maxGrantLifetime, stakeFloor, quota, threads);
  }

  /** With other bounds for grants and validators. */
  public AuthOptions withBounds(Duration grantLifetime, double validatorStake) {
    return new AuthOptions(
        listen, deployment, stateFolder, window, grantLifetime, validatorStake, quota, threads);
  }

  /** With another quota of each hotkey. */
  public AuthOptions withQuota(QuotaLimits limits) {
    return new AuthOptions(
        listen, deployment, stateFolder, window, maxGrantLifetime, stakeFloor, limits, threads);
  }
}
