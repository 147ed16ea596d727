package io.tributary.local.demo.stores;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A row of a store in the making: whoever spoils it changes its parts, then it is sealed. Not
 * thread-safe.
 */
final class RecordDraft {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:'00+00:00'", Locale.ROOT);

  final boolean x;
  final Map<String, Object> content = new LinkedHashMap<>();

  /** The content key as this generator knows it from the ids it gave. */
  String key;

  /** Id of the post on its platform: decimal on X, base 36 on Reddit, without prefix. */
  String id;

  int source;
  String datetime;
  String label;
  Instant created;
  byte[] rawContent;
  long sizeError;

  RecordDraft(boolean x) {
    this.x = x;
    this.source = x ? 2 : 1;
  }

  /** Whether the item is a comment, which has a post above it. */
  boolean comment() {
    return "comment".equals(content.get("dataType"));
  }

  /** Sets the address, in the content and for the entity, which are equal in every store. */
  void url(String url) {
    content.put("url", url);
  }

  String url() {
    return (String) content.get("url");
  }

  /** Sets the time of creation, precise for the entity and cut to the minute in the content. */
  void created(Instant time) {
    created = time;
    datetime = entityTime(time);
    content.put(x ? "timestamp" : "createdAt", minuteTime(time));
  }

  /** Sets the time of scraping, cut to the minute. */
  void scraped(Instant time) {
    content.put(scrapeField(), minuteTime(time));
  }

  String scrapeField() {
    return x ? "scraped_at" : "scrapedAt";
  }

  /** As SQLite stores it: a blank between date and time, micros only where there are any. */
  static String entityTime(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    return (utc.getNano() == 0 ? SECONDS : MICROS).format(utc) + "+00:00";
  }

  /** As content carries it: ISO 8601, seconds zero. */
  static String minuteTime(Instant time) {
    return MINUTES.format(time.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC));
  }

  /**
   * The finished row.
   *
   * @param reason the reason why it must be refused, or null if it must not
   */
  StoreRecord seal(String reason) {
    byte[] bytes =
        rawContent != null
            ? rawContent
            : UpstreamJson.write(content).getBytes(StandardCharsets.US_ASCII);
    return new StoreRecord(
        url(),
        datetime,
        Math.floorDiv(created.getEpochSecond(), 3600L),
        source,
        label == null ? "NULL" : label,
        bytes,
        bytes.length + sizeError,
        reason == null ? key : null,
        reason);
  }
}
