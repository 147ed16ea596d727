package io.tributary.auth.lambda;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.Deployment;
import io.tributary.auth.QuotaLimits;
import io.tributary.hotkey.wire.Octets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The function's environment, read once. Immutable.
 *
 * @param options how the service decides
 * @param region where the function runs
 * @param table the table of what the service remembers
 * @param uploadRoleArn the role of uploads
 * @param readRoleArn the role of reads
 * @param registry who tells which hotkeys are registered
 */
record HandlerConfig(
    AuthOptions options,
    String region,
    String table,
    String uploadRoleArn,
    String readRoleArn,
    RegistrySource registry) {

  private static final int MOST_NETUID = 65_535;

  HandlerConfig {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(registry, "registry");
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException naming the variable that is missing or wrong, and what it must
   *     be
   */
  static HandlerConfig of(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    Deployment deployment =
        new Deployment(
            variables.text("AUTH_AUDIENCE"),
            (int) variables.number("NETUID", 0, MOST_NETUID),
            variables.text("S3_BUCKET_NAME"),
            sinkKeys(variables));
    QuotaLimits usual = QuotaLimits.DEFAULTS;
    QuotaLimits quota =
        new QuotaLimits(
            variables.count("REQUESTS_PER_MINUTE", usual.requestsPerMinute()),
            variables.count("REQUESTS_PER_DAY", usual.requestsPerDay()),
            variables.count("FILES_PER_DAY", usual.filesPerDay()),
            variables.number("BYTES_PER_DAY", usual.bytesPerDay(), 1, Long.MAX_VALUE));
    AuthOptions options = AuthOptions.of(deployment);
    return new HandlerConfig(
        options
            .withBounds(
                Duration.ofDays(
                    variables.count("GRANT_DAYS", (int) options.maxGrantLifetime().toDays())),
                (int)
                    variables.number(
                        "STAKE_FLOOR", (long) options.stakeFloor(), 0, Integer.MAX_VALUE))
            .withQuota(quota)
            .withV1(variables.flag("VERSION_1", options.v1())),
        variables.text("AWS_REGION"),
        variables.text("STATE_TABLE"),
        variables.text("UPLOAD_ROLE_ARN"),
        variables.text("READ_ROLE_ARN"),
        RegistrySource.of(variables));
  }

  private static Set<Octets> sinkKeys(Variables variables) {
    Set<Octets> keys = new LinkedHashSet<>();
    for (String key : variables.list("SINK_KEYS")) {
      keys.add(key(key));
    }
    return keys;
  }

  private static Octets key(String hex) {
    try {
      return Octets.ofHex(hex);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "SINK_KEYS must be public keys of 64 hex digits each, with commas between: " + hex, e);
    }
  }
}
