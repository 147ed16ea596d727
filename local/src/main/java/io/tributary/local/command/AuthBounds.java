package io.tributary.local.command;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.QuotaLimits;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options of {@code auth} that bound what it gives, and to whom. */
final class AuthBounds {

  @Option(names = "--no-v1", description = "Do not serve the prototype's clients.")
  private boolean noV1;

  @Option(
      names = "--stake-floor",
      paramLabel = "ALPHA",
      defaultValue = "10000",
      description = "Least stake of validators that read others, ${DEFAULT-VALUE} by default.")
  private double stakeFloor;

  @Option(
      names = "--max-grant-days",
      paramLabel = "DAYS",
      defaultValue = "90",
      description = "Refuse grants that live longer, ${DEFAULT-VALUE} by default.")
  private int maxGrantDays;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      defaultValue = "120",
      description = "Requests of a hotkey in a minute, ${DEFAULT-VALUE} by default.")
  private int requestsPerMinute;

  @Option(
      names = "--requests-per-day",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Requests of a hotkey in a day, ${DEFAULT-VALUE} by default.")
  private int requestsPerDay;

  @Option(
      names = "--files-per-day",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Files of a hotkey for the inbox in a day, ${DEFAULT-VALUE} by default.")
  private int filesPerDay;

  @Option(
      names = "--gib-per-day",
      paramLabel = "GIB",
      defaultValue = "256",
      description = "Their size together, ${DEFAULT-VALUE} by default.")
  private int gibPerDay;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "64",
      description = "Requests decided at once, ${DEFAULT-VALUE} by default.")
  private int threads;

  @Option(
      names = "--connections-per-address",
      paramLabel = "N",
      defaultValue = "0",
      description = "Connections from one address; 0, the default, for any: not behind a proxy.")
  private int connectionsPerAddress;

  /**
   * The options with these bounds.
   *
   * @throws IllegalArgumentException if a bound would allow nothing
   */
  AuthOptions apply(AuthOptions options) {
    return options
        .withV1(!noV1)
        .withBounds(Duration.ofDays(maxGrantDays), stakeFloor)
        .withQuota(
            new QuotaLimits(requestsPerMinute, requestsPerDay, filesPerDay, (long) gibPerDay << 30))
        .withThreads(threads)
        .withHttp(options.http().withMostPerAddress(connectionsPerAddress));
  }
}
