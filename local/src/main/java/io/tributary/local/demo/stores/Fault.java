package io.tributary.local.demo.stores;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way in which a record can be bad, with the reason code under which it must be refused. Each
 * makes exactly one thing wrong, so that the reason does not hang on the order of checks.
 */
@SuppressWarnings("ImmutableEnumChecker") // every spoiler is a lambda without state
enum Fault {
  SIZE_ONE_MORE("SIZE_MISMATCH", null, (d, w) -> d.sizeError = 1),
  SIZE_FAR_LESS("SIZE_MISMATCH", null, (d, w) -> d.sizeError = -30),
  CONTENT_OVER_LIMIT("CONTENT_TOO_LARGE", null, (d, w) -> Spoil.text(d, "long ".repeat(210_000))),
  JSON_CUT("BAD_JSON", null, (d, w) -> Spoil.raw(d, j -> j.substring(0, j.length() / 2))),
  JSON_TAIL("BAD_JSON", null, (d, w) -> Spoil.raw(d, j -> j + " {}")),
  JSON_PYTHON("BAD_JSON", null, (d, w) -> Spoil.raw(d, j -> j.replace('"', '\''))),
  JSON_LIST("BAD_JSON", null, (d, w) -> Spoil.raw(d, j -> "[" + j + "]")),
  JSON_LATIN1("BAD_JSON", null, (d, w) -> Spoil.latin1(d)),
  JSON_LONE_SURROGATE("BAD_JSON", null, (d, w) -> Spoil.text(d, "half a sign: \ud83d")),
  FIELD_UNKNOWN("UNKNOWN_FIELD", null, (d, w) -> d.content.put("sentiment", 0.5)),
  FIELD_OF_OTHER_MODEL("UNKNOWN_FIELD", true, (d, w) -> d.content.put("communityName", "r/x")),
  FIELD_TWICE(
      "DUPLICATE_FIELD",
      null,
      (d, w) -> Spoil.raw(d, j -> "{\"username\": \"twice\", " + j.substring(1))),
  USERNAME_MISSING("MISSING_FIELD", null, (d, w) -> d.content.remove("username")),
  USERNAME_NULL("MISSING_FIELD", null, (d, w) -> d.content.put("username", null)),
  SCRAPE_TIME_MISSING("MISSING_FIELD", null, (d, w) -> d.content.remove(d.scrapeField())),
  TWEET_ID_MISSING("MISSING_FIELD", true, (d, w) -> d.content.remove("tweet_id")),
  TWEET_ID_BLANK("MISSING_FIELD", true, (d, w) -> d.content.put("tweet_id", "")),
  BODY_MISSING("MISSING_FIELD", false, (d, w) -> d.content.remove("body")),
  TEXT_NUMBER("BAD_FIELD_TYPE", null, (d, w) -> d.content.put(d.x ? "text" : "body", 12)),
  HASHTAGS_TEXT("BAD_FIELD_TYPE", true, (d, w) -> d.content.put("tweet_hashtags", "#one")),
  MEDIA_OBJECT("BAD_FIELD_TYPE", null, (d, w) -> d.content.put("media", Map.of("url", "u"))),
  SCORE_LIST("BAD_FIELD_TYPE", false, (d, w) -> d.content.put("score", List.of(1))),
  TYPE_UNKNOWN("BAD_FIELD_VALUE", false, (d, w) -> d.content.put("dataType", "link")),
  RATIO_OVER_ONE("BAD_FIELD_VALUE", false, (d, w) -> d.content.put("upvote_ratio", 1.5)),
  CONFIG_ALLOWS(
      "BAD_FIELD_VALUE", true, (d, w) -> d.content.put("model_config", Map.of("extra", "allow"))),
  SOURCE_RESERVED("BAD_SOURCE", null, (d, w) -> d.source = 3 + w.below(5)),
  SOURCE_ZERO("BAD_SOURCE", null, (d, w) -> d.source = 0),
  DATETIME_LOCAL_FORM("BAD_DATETIME", null, (d, w) -> d.datetime = "14/03/2026 09:26:53+00:00"),
  DATETIME_NO_SUCH_DAY("BAD_DATETIME", null, (d, w) -> d.datetime = "2026-02-30 09:26:53+00:00"),
  DATETIME_NAIVE("NAIVE_DATETIME", null, (d, w) -> d.datetime = d.datetime.replace("+00:00", "")),
  CONTENT_TIME_NAIVE("NAIVE_DATETIME", null, (d, w) -> Spoil.naiveContent(d)),
  LABEL_LONG("LABEL_TOO_LONG", null, (d, w) -> d.label = "#" + "a".repeat(140)),
  LABEL_LONG_LOWERED("LABEL_TOO_LONG", null, (d, w) -> d.label = "#" + "i\u0307".repeat(70)),
  URL_BLANK("EMPTY", null, (d, w) -> d.url(Spoil.blanks(w))),
  URL_LONG("TOO_LONG", null, (d, w) -> d.url(d.url() + "?q=" + "a".repeat(2_048))),
  URL_BACKSLASH("MALFORMED", null, (d, w) -> d.url(d.url().replace(".com/", ".com\\"))),
  URL_INNER_BLANK("MALFORMED", null, (d, w) -> d.url(d.url() + "?q=a b")),
  URL_NO_BREAK_SPACE("MALFORMED", null, (d, w) -> d.url(d.url() + "\u00a0#x")),
  URL_BAD_ESCAPE("MALFORMED", null, (d, w) -> d.url(d.url() + "/%zz")),
  URL_NO_SLASHES("MALFORMED", null, (d, w) -> d.url(d.url().replace("://", ":"))),
  URL_FTP("SCHEME", null, (d, w) -> d.url(d.url().replace("https", "ftp"))),
  URL_NO_SCHEME("SCHEME", null, (d, w) -> d.url(d.url().substring("https://".length()))),
  URL_USER("USERINFO", null, (d, w) -> d.url(d.url().replace("://", "://x.com@"))),
  HOST_NETFLIX("HOST", null, (d, w) -> Spoil.host(d, "netflix.com")),
  HOST_SUFFIX(
      "HOST", null, (d, w) -> Spoil.host(d, d.x ? "x.com.evil.net" : "reddit.com.evil.net")),
  HOST_KELVIN("HOST", null, (d, w) -> Spoil.host(d, "tin\u212aer.com")),
  HOST_LANGUAGE("HOST", false, (d, w) -> Spoil.host(d, "de.reddit.com")),
  PORT_OTHER("PORT", null, (d, w) -> d.url(d.url().replace(".com/", ".com:8443/"))),
  PORT_OF_HTTP("PORT", null, (d, w) -> d.url(d.url().replace(".com/", ".com:80/"))),
  ID_LETTERS("BAD_ID", true, (d, w) -> Spoil.urlId(d, d.id + "abc")),
  ID_LEADING_ZERO("BAD_ID", null, (d, w) -> Spoil.urlId(d, "0" + d.id)),
  ID_FULL_WIDTH("BAD_ID", true, (d, w) -> Spoil.urlId(d, d.id.substring(1) + "\uff11")),
  ID_TOO_BIG("BAD_ID", true, (d, w) -> Spoil.urlId(d, "9" + d.id)),
  LINK_SHARED("SHARE_LINK", false, (d, w) -> d.url("https://www.reddit.com/r/java/s/" + d.id)),
  LINK_PROFILE(
      "NOT_CONTENT",
      null,
      (d, w) -> d.url(d.x ? "https://x.com/u" + d.id : "https://reddit.com/user/u" + d.id)),
  LINK_LIST(
      "NOT_CONTENT",
      null,
      (d, w) ->
          d.url(d.x ? "https://x.com/i/lists/" + d.id : "https://reddit.com/r/s" + d.id + "/new/")),
  ID_OF_ANOTHER("ID_MISMATCH", null, (d, w) -> Spoil.otherId(d)),
  SOURCE_SWAPPED("ID_MISMATCH", null, (d, w) -> Spoil.otherPlatformsUrl(d, w)),
  TYPE_SWAPPED("ID_MISMATCH", false, (d, w) -> Spoil.otherType(d)),
  SNOWFLAKE_HOURS_OFF(
      "SNOWFLAKE_MISMATCH",
      true,
      (d, w) -> d.created(d.created.minusSeconds(w.between(120, 9_999)))),
  SNOWFLAKE_ANCIENT_DATE(
      "SNOWFLAKE_MISMATCH", true, (d, w) -> d.created(Instant.parse("2009-07-01T12:30:00Z"))),
  OLD("TOO_OLD", null, (d, w) -> Spoil.shift(d, -86_400L * w.between(31, 400))),
  FUTURE("IN_FUTURE", null, (d, w) -> Spoil.shift(d, 86_400L * w.between(300, 500))),
  NO_TEXT("EMPTY_CONTENT", false, (d, w) -> Spoil.noText(d)),
  NSFW_WITH_MEDIA("NSFW_MEDIA", false, (d, w) -> Spoil.nsfw(d)),
  TIME_WITH_SECONDS("TIME_MISMATCH", null, (d, w) -> Spoil.seconds(d)),
  SCRAPED_BEFORE(
      "TIME_MISMATCH", null, (d, w) -> d.scraped(d.created.minusSeconds(w.between(60, 9_999)))),
  TIME_OF_ANOTHER_MINUTE("TIME_MISMATCH", null, (d, w) -> Spoil.contentTimeOff(d));

  private static final List<List<Fault>> BY_REASON = group();

  private final String reason;
  private final Boolean onX;
  private final Spoiler spoiler;

  Fault(String reason, Boolean onX, Spoiler spoiler) {
    this.reason = reason;
    this.onX = onX;
    this.spoiler = spoiler;
  }

  /** The fault of the n-th bad record: goes round all reasons first, then to their next faults. */
  static Fault nth(int n) {
    List<Fault> faults = BY_REASON.get(n % BY_REASON.size());
    int round = n / BY_REASON.size();
    // Rows of a megabyte: a few show that they are refused, more would only slow the demo.
    if (faults.contains(CONTENT_OVER_LIMIT) && round >= 4) {
      return SIZE_ONE_MORE;
    }
    return faults.get(round % faults.size());
  }

  /** The number of different reasons. */
  static int reasons() {
    return BY_REASON.size();
  }

  String reason() {
    return reason;
  }

  /** Whether the record must be of X; either platform will do where the fault does not say. */
  boolean onX(Draw draw) {
    return onX == null ? draw.chance(0.5) : onX;
  }

  /** Makes a good record bad. */
  void spoil(RecordDraft draft, Draw draw) {
    spoiler.spoil(draft, draw);
  }

  private static List<List<Fault>> group() {
    Map<String, List<Fault>> groups = new LinkedHashMap<>();
    for (Fault fault : values()) {
      groups.computeIfAbsent(
          fault.reason, r -> Arrays.stream(values()).filter(f -> f.reason.equals(r)).toList());
    }
    return List.copyOf(groups.values());
  }

  private interface Spoiler {
    void spoil(RecordDraft draft, Draw draw);
  }
}
