package io.tributary.schemas.rules;

import io.tributary.schemas.ContentKey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.content.Details;
import io.tributary.schemas.content.IsoTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The rules of a record's times. All numbers are microseconds since the epoch, UTC. Immutable. */
final class TimeRules {

  private static final long MINUTE = 60_000_000;

  private final long horizon;
  private final long tolerance;

  TimeRules(RuleOptions options) {
    horizon = micros(options.horizon());
    tolerance = micros(options.futureTolerance());
  }

  /** The time in a field that must hold one. */
  static long parse(String field, String text) throws Refusal {
    IsoTime time = IsoTime.parse(text);
    if (!time.isTime()) {
      throw new Refusal(time.reason(), field + " is " + Details.quote(text));
    }
    return time.micros();
  }

  static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
  }

  /** The id of a tweet must hold the time of its record. */
  void checkSnowflake(ContentKey key, long datetime) throws Refusal {
    if (key.platform() == SourceId.X && !Snowflake.agrees(key.tweetNumber(), datetime)) {
      throw new Refusal(
          Reason.SNOWFLAKE_MISMATCH,
          "datetime is "
              + instant(datetime)
              + ", the id "
              + key.id()
              + " says "
              + instant(Snowflake.micros(key.tweetNumber())));
    }
  }

  /** The record must be neither older than the horizon nor from the future. */
  void checkAge(long datetime, long append) throws Refusal {
    if (datetime < append - horizon) {
      throw new Refusal(
          Reason.TOO_OLD, "datetime is " + instant(datetime) + ", appended " + instant(append));
    }
    if (datetime > append + tolerance) {
      throw new Refusal(
          Reason.IN_FUTURE, "datetime is " + instant(datetime) + ", appended " + instant(append));
    }
  }

  /** The content's times are cut to the minute and agree with the record's. */
  void checkContentTimes(long created, long scraped, long datetime, long append) throws Refusal {
    if (created != datetime - Math.floorMod(datetime, MINUTE)) {
      throw mismatch(
          "the content was created "
              + instant(created)
              + ", which is not datetime cut to the minute, "
              + instant(datetime));
    }
    if (Math.floorMod(scraped, MINUTE) != 0) {
      throw mismatch("the scrape time is not cut to the minute: " + instant(scraped));
    }
    if (scraped < created) {
      throw mismatch("scraped " + instant(scraped) + ", before it was created " + instant(created));
    }
    if (scraped > append + tolerance) {
      throw mismatch("scraped " + instant(scraped) + ", after it was appended " + instant(append));
    }
  }

  private static Refusal mismatch(String detail) {
    return new Refusal(Reason.TIME_MISMATCH, detail);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
