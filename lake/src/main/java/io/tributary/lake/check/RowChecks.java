package io.tributary.lake.check;

import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ContentKey;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.content.Details;
import io.tributary.schemas.content.IsoTime;
import io.tributary.schemas.rules.RowRules;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The rules of a single row, with the thresholds by which the ingest took it in. What one finds is
 * a fault of the row. Not thread-safe.
 */
final class RowChecks {

  private final RowFaults faults;
  private final long oldestMicros;
  private final long latestMicros;

  /**
   * @param signedAt when the file was signed, after all of its rows had come in, by the clock of
   *     the machine that did it
   * @param committedAt when it was committed, by the log's
   */
  RowChecks(ContentOptions options, Instant signedAt, Instant committedAt, RowFaults faults) {
    this.faults = faults;
    oldestMicros =
        micros(signedAt.minus(options.records().horizon()).minus(options.horizonSlack()));
    // No miner chooses either time, and none is to pay for a clock of the deployment that is late.
    Instant known = committedAt.isAfter(signedAt) ? committedAt : signedAt;
    latestMicros = micros(known.plus(options.records().futureTolerance()));
  }

  /** Checks that address, id and kind name one item; answers what the address leads to, or null. */
  ContentKey item(SourceId source, long row, String url, String id, String dataType) {
    boolean hasUrl = !isMissing(row, "url", url);
    if (isMissing(row, "id", id) || !hasUrl) {
      return null;
    }
    ContentKey.Result result = ContentKey.of(url);
    if (!result.isKey()) {
      faults.add(VerdictReason.ID_URL_MISMATCH, row, result.reason() + " at " + Details.quote(url));
      return null;
    }
    if (!RowRules.isItem(source, result.key(), id, dataType)) {
      faults.add(
          VerdictReason.ID_URL_MISMATCH,
          row,
          "id " + Details.quote(id) + ", address of " + result.key());
      return null;
    }
    return result.key();
  }

  /** Checks when a row was created. */
  void created(long row, long datetime, ContentKey item) {
    if (item != null && !RowRules.isCreatedAt(item, datetime)) {
      faults.add(VerdictReason.ID_TIME_MISMATCH, row, item + " at " + instant(datetime));
    }
    if (datetime < oldestMicros) {
      faults.add(
          VerdictReason.BEYOND_HORIZON,
          row,
          instant(datetime) + ", before " + instant(oldestMicros));
    }
  }

  /** Checks the content's own time of creation. */
  void createdText(long row, String column, String text, long datetime) {
    if (isMissing(row, column, text)) {
      return;
    }
    IsoTime time = IsoTime.parse(text);
    if (!time.isTime() || time.micros() != RowRules.cutToMinute(datetime)) {
      faults.add(
          VerdictReason.TIME_NOT_CUT,
          row,
          column + " is " + Details.quote(text) + " at " + instant(datetime));
    }
  }

  /** Checks when a row was scraped. */
  void scrapedText(long row, String column, String text, long datetime) {
    if (isMissing(row, column, text)) {
      return;
    }
    IsoTime time = IsoTime.parse(text);
    if (!time.isTime() || time.micros() != RowRules.cutToMinute(time.micros())) {
      faults.add(VerdictReason.TIME_NOT_CUT, row, column + " is " + Details.quote(text));
    } else if (time.micros() < RowRules.cutToMinute(datetime) || time.micros() > latestMicros) {
      faults.add(
          VerdictReason.SCRAPE_TIME,
          row,
          "scraped "
              + instant(time.micros())
              + ", created "
              + instant(datetime)
              + ", committed before "
              + instant(latestMicros));
    }
  }

  /** Checks a label, which may be null. */
  void label(long row, String label) {
    if (!RowRules.isLabel(label)) {
      faults.add(VerdictReason.LIMIT_EXCEEDED, row, "the label " + Details.quote(label));
    }
  }

  private boolean isMissing(long row, String what, String value) {
    if (value != null && !Texts.isBlank(value)) {
      return false;
    }
    faults.add(VerdictReason.FIELDS_MISSING, row, what + " is missing or blank");
    return true;
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
