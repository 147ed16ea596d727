package io.tributary.jobs.validate;

import io.tributary.jobs.arguments.JobArguments;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.schemas.rules.RuleOptions;

/** The arguments by which files are read and judged. */
final class ThresholdArguments {

  private ThresholdArguments() {}

  static Thresholds parse(JobArguments a) {
    Thresholds defaults = Thresholds.DEFAULTS;
    return new Thresholds(
        content(a),
        a.duration("signing-tolerance", defaults.signingTolerance()),
        a.bytes("file-bytes", defaults.fileBytes(), 1),
        a.integer("file-requests", defaults.fileRequests(), 1, Integer.MAX_VALUE));
  }

  private static ContentOptions content(JobArguments a) {
    ContentOptions defaults = ContentOptions.DEFAULTS;
    return new ContentOptions(
        records(a),
        a.duration("horizon-slack", defaults.horizonSlack()),
        shares(a),
        a.integer(
            "least-row-bytes", defaults.leastBytesPerRow(), 0, ContentOptions.MOST_BYTES_PER_ROW),
        a.integer(
            "least-packed-row-bytes",
            defaults.leastPackedBytesPerRow(),
            0,
            ContentOptions.MOST_BYTES_PER_ROW),
        a.integer(
            "least-oracle-rows", defaults.leastOracleRows(), 1, ContentOptions.MOST_ORACLE_ROWS),
        a.integer("sampled-items", defaults.sampledItems(), 2, ContentOptions.MOST_SAMPLED_ITEMS));
  }

  private static RuleOptions records(JobArguments a) {
    RuleOptions defaults = ContentOptions.DEFAULTS.records();
    return new RuleOptions(
        a.duration("horizon", defaults.horizon()),
        a.duration("future-tolerance", defaults.futureTolerance()),
        Math.toIntExact(
            Math.min(1 << 30, a.bytes("most-text-bytes", defaults.maxContentBytes(), 1))));
  }

  private static ShareLimits shares(JobArguments a) {
    ShareLimits defaults = ShareLimits.DEFAULTS;
    return new ShareLimits(
        a.millionths("most-duplicates", defaults.mostDuplicates()),
        a.millionths("most-across-files", defaults.mostAcrossFiles()),
        a.millionths("most-across-miners", defaults.mostAcrossMiners()),
        a.millionths("least-distinct", defaults.leastDistinct()),
        a.millionths("most-without-user", defaults.mostWithoutUser()),
        a.millionths("least-with-views", defaults.leastWithViews()),
        a.millionths("most-blank", defaults.mostBlank()),
        a.millionths("least-confirmed", defaults.leastConfirmed()));
  }
}
