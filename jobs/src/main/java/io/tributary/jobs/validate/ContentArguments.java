package io.tributary.jobs.validate;

import io.tributary.jobs.arguments.JobArguments;
import io.tributary.lake.check.ContentOptions;
import io.tributary.lake.check.ShareLimits;
import io.tributary.schemas.rules.RuleOptions;

/** The arguments with the thresholds of the content checks, and what one file may cost. */
final class ContentArguments {

  private ContentArguments() {}

  static ContentOptions content(JobArguments a) {
    ContentOptions defaults = ContentOptions.DEFAULTS;
    return new ContentOptions(
        records(a),
        a.duration("horizon-slack", defaults.horizonSlack()),
        shares(a),
        a.integer("least-row-bytes", defaults.leastBytesPerRow(), 0, 1 << 20),
        a.integer("least-packed-row-bytes", defaults.leastPackedBytesPerRow(), 0, 1 << 20),
        a.integer("least-oracle-rows", defaults.leastOracleRows(), 1, 1_000_000),
        a.integer("sampled-items", defaults.sampledItems(), 2, 1 << 20));
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

  static ReadLimits limits(JobArguments a) {
    ReadLimits defaults = ReadLimits.DEFAULTS;
    return new ReadLimits(
        a.bytes("file-bytes", defaults.bytes(), 1),
        a.integer("file-requests", defaults.requests(), 1, Integer.MAX_VALUE),
        a.duration("file-time", defaults.time()),
        a.duration("signing-tolerance", defaults.signingTolerance()));
  }
}
