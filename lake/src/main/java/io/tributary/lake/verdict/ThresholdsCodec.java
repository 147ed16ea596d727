package io.tributary.lake.verdict;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.threshold.Thresholds;
import io.tributary.schemas.rules.RuleOptions;
import java.time.Duration;

/** The part of a verdict's bytes that says by what it was judged. */
final class ThresholdsCodec {

  private ThresholdsCodec() {}

  static void write(WireWriter writer, Thresholds thresholds) {
    ContentOptions content = thresholds.content();
    writer
        .number(content.records().horizon().toMillis())
        .number(content.records().futureTolerance().toMillis())
        .number(content.records().maxContentBytes())
        .number(content.horizonSlack().toMillis());
    writeShares(writer, content.shares());
    writer
        .number(content.leastBytesPerRow())
        .number(content.leastPackedBytesPerRow())
        .number(content.leastOracleRows())
        .number(content.sampledItems())
        .number(thresholds.signingTolerance().toMillis())
        .number(thresholds.fileBytes())
        .number(thresholds.fileRequests());
  }

  /**
   * @throws IllegalArgumentException if a number cannot be that threshold
   */
  static Thresholds read(WireReader reader) throws MalformedBytesException {
    RuleOptions records =
        new RuleOptions(readDuration(reader), readDuration(reader), reader.integer());
    ContentOptions content =
        new ContentOptions(
            records,
            readDuration(reader),
            readShares(reader),
            reader.integer(),
            reader.integer(),
            reader.integer(),
            reader.integer());
    return new Thresholds(content, readDuration(reader), reader.number(), reader.integer());
  }

  private static void writeShares(WireWriter writer, ShareLimits shares) {
    writer
        .number(shares.mostDuplicates())
        .number(shares.mostAcrossFiles())
        .number(shares.mostAcrossMiners())
        .number(shares.leastDistinct())
        .number(shares.mostWithoutUser())
        .number(shares.leastWithViews())
        .number(shares.mostBlank())
        .number(shares.leastConfirmed());
  }

  private static ShareLimits readShares(WireReader reader) throws MalformedBytesException {
    return new ShareLimits(
        reader.integer(),
        reader.integer(),
        reader.integer(),
        reader.integer(),
        reader.integer(),
        reader.integer(),
        reader.integer(),
        reader.integer());
  }

  private static Duration readDuration(WireReader reader) throws MalformedBytesException {
    return Duration.ofMillis(reader.number());
  }
}
