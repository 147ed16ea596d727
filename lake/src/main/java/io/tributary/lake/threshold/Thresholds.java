package io.tributary.lake.threshold;

import io.tributary.schemas.rules.RuleOptions;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * By what drawn files are read and judged: with the same thresholds, whoever reads the same files
 * comes to the same. Fixed for a deployment and stated in every verdict, so all durations are whole
 * milliseconds. How long a file may take is none of them: no second reader has the same clock.
 * Immutable.
 *
 * @param content of the content checks
 * @param signingTolerance how far after its append on {@code committed-files} a manifest may claim
 *     to have been signed, for clocks that differ
 * @param fileBytes read of one file at most
 * @param fileRequests for one file at most
 */
public record Thresholds(
    ContentOptions content, Duration signingTolerance, long fileBytes, int fileRequests)
    implements Serializable {

  /** Those of the content checks, 5 minutes, 1 GiB and 10,000 requests. */
  public static final Thresholds DEFAULTS =
      new Thresholds(ContentOptions.DEFAULTS, Duration.ofMinutes(5), 1L << 30, 10_000);

  private static final int SHARE_PLACES = 6;

  /**
   * @throws IllegalArgumentException if a threshold is out of range, or no whole milliseconds
   */
  public Thresholds {
    Objects.requireNonNull(content, "content");
    if (signingTolerance.isNegative() || signingTolerance.compareTo(RuleOptions.MAX) > 0) {
      throw new IllegalArgumentException(
          "signing tolerance must be at least 0 and at most 100 years: " + signingTolerance);
    }
    if (fileBytes < 1 || fileRequests < 1) {
      throw new IllegalArgumentException(
          "a file cannot be read with " + fileBytes + " bytes and " + fileRequests + " requests");
    }
    requireMillis("horizon", content.records().horizon());
    requireMillis("future tolerance", content.records().futureTolerance());
    requireMillis("horizon slack", content.horizonSlack());
    requireMillis("signing tolerance", signingTolerance);
  }

  /** These with others of the content checks. */
  public Thresholds with(ContentOptions other) {
    return new Thresholds(other, signingTolerance, fileBytes, fileRequests);
  }

  /**
   * For people: each that is not the same, as {@code least-row-bytes = 4 (default 50)}, by the name
   * of the job's option; empty if all are.
   *
   * @param from those to compare with
   * @param called what to call the values of those
   */
  public List<String> differencesFrom(Thresholds from, String called) {
    Map<String, Object> others = from.byName();
    List<String> differences = new ArrayList<>();
    byName()
        .forEach(
            (name, value) -> {
              Object other = others.get(name);
              if (!value.equals(other)) {
                differences.add(name + " = " + value + " (" + called + " " + other + ")");
              }
            });
    return differences;
  }

  private Map<String, Object> byName() {
    RuleOptions records = content.records();
    ShareLimits shares = content.shares();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("horizon", records.horizon());
    values.put("future-tolerance", records.futureTolerance());
    values.put("most-text-bytes", records.maxContentBytes());
    values.put("horizon-slack", content.horizonSlack());
    values.put("most-duplicates", share(shares.mostDuplicates()));
    values.put("most-across-files", share(shares.mostAcrossFiles()));
    values.put("most-across-miners", share(shares.mostAcrossMiners()));
    values.put("least-distinct", share(shares.leastDistinct()));
    values.put("most-without-user", share(shares.mostWithoutUser()));
    values.put("least-with-views", share(shares.leastWithViews()));
    values.put("most-blank", share(shares.mostBlank()));
    values.put("least-confirmed", share(shares.leastConfirmed()));
    values.put("least-row-bytes", content.leastBytesPerRow());
    values.put("least-packed-row-bytes", content.leastPackedBytesPerRow());
    values.put("least-oracle-rows", content.leastOracleRows());
    values.put("sampled-items", content.sampledItems());
    values.put("signing-tolerance", signingTolerance);
    values.put("file-bytes", fileBytes);
    values.put("file-requests", fileRequests);
    return values;
  }

  private static String share(int ppm) {
    return BigDecimal.valueOf(ppm, SHARE_PLACES).stripTrailingZeros().toPlainString();
  }

  private static void requireMillis(String name, Duration duration) {
    if (!Duration.ofMillis(duration.toMillis()).equals(duration)) {
      throw new IllegalArgumentException(name + " must be whole milliseconds: " + duration);
    }
  }
}
