package io.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.ItemKey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.row.Rows;
import io.tributary.schemas.rules.CheckedRecord.Accepted;
import io.tributary.schemas.rules.CheckedRecord.Rejected;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordRulesTest {

  private static final Instant APPENDED = Instant.parse("2026-03-14T12:00:00Z");
  private static final String LONE = "\ud83d";

  private final RecordRules rules = new RecordRules(RuleOptions.DEFAULT);

  @Test
  void acceptsTheCanonicalTweetAndWritesWhatWasReceived() {
    Accepted accepted = accepted(Records.canonical("x"));

    assertThat(accepted.source()).isEqualTo(SourceId.X);
    assertThat(accepted.contentKey()).hasToString("x:2032750303094272042");
    assertThat(accepted.itemKey()).isEqualTo(ItemKey.of("x:2032750303094272042"));
    assertThat(accepted.datetimeMicros()).isEqualTo(1_773_480_413_000_000L);
    Map<String, Object> row = Rows.read(SourceId.X, accepted.row());
    assertThat(row)
        .hasSize(33)
        .contains(
            entry("datetime", 1_773_480_413_000_000L),
            entry("label", "#bittensor"),
            entry("username", "Solar_Ledger"),
            entry("text", "Café chain fees fell 12% today 🚀 #Bittensor #TAO"),
            entry("tweet_hashtags", List.of("#Bittensor", "#TAO")),
            entry("timestamp", "2026-03-14T09:26:00+00:00"),
            entry("url", "https://x.com/Solar_Ledger/status/2032750303094272042"),
            entry("media", List.of("https://pbs.twimg.com/media/EXAMPLE123.jpg")),
            entry("user_verified", false),
            entry("view_count", 845L),
            entry("in_reply_to_user_id", null),
            entry("scraped_at", "2026-03-14T10:02:00+00:00"));
  }

  @Test
  void acceptsTheCanonicalRedditRecords() {
    Accepted comment = accepted(Records.canonical("reddit"));
    Accepted post = accepted(Records.canonical("reddit_post"));

    assertThat(comment.contentKey()).hasToString("reddit:1kd7xpa:mk4q9z2");
    assertThat(Rows.read(SourceId.REDDIT, comment.row()))
        .hasSize(17)
        .contains(
            entry("body", "Parquet with zstd cut our bill by a third — worth it."),
            entry("title", null),
            entry("upvote_ratio", null),
            entry("score", 9L));
    assertThat(post.contentKey()).hasToString("reddit:1kd7xpa");
    assertThat(Rows.read(SourceId.REDDIT, post.row()))
        .contains(entry("upvote_ratio", 0.97), entry("body", ""), entry("num_comments", 11L));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void accepts(String about, MinerRecord record) {
    assertThat(rules.check(record, APPENDED)).as(about).isInstanceOf(Accepted.class);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        fine("source by name", x(r -> r.setSource("x"))),
        fine("source by name in capitals", reddit(r -> r.setSource("REDDIT"))),
        fine("no label", x(r -> r.setLabel(null))),
        fine("label of 140", x(r -> r.setLabel("#" + "🚀".repeat(139)))),
        fine(
            "another spelling of the uri",
            x(r -> r.setUri("https://twitter.com/i/web/status/2032750303094272042?s=20"))),
        fine("blank in the datetime", x(r -> r.setDatetime("2026-03-14 09:26:53.589000+00:00"))),
        fine("datetime of another zone", x(r -> r.setDatetime("2026-03-14T14:56:53+05:30"))),
        fine("datetime in Z", x(r -> r.setDatetime("2026-03-14T09:26:53Z"))),
        fine(
            "creation time of another zone",
            xContent(c -> c.put("timestamp", "2026-03-14T10:26:00+01:00"))),
        fine("model_config", xContent(c -> c.putObject("model_config").put("extra", "ignore"))),
        fine("no hashtags", xContent(c -> c.remove("tweet_hashtags"))),
        fine("null for an optional field", xContent(c -> c.putNull("media"))),
        fine("empty text", xContent(c -> c.put("text", ""))),
        fine("text with NUL", xContent(c -> c.put("text", "a\u0000b"))),
        fine("largest count", xContent(c -> c.put("view_count", Long.MAX_VALUE))),
        fine("bare id", redditContent(c -> c.put("id", "mk4q9z2"))),
        fine("comment with empty title", redditContent(c -> c.put("title", ""))),
        fine("nsfw without media", redditContent(c -> c.put("is_nsfw", true))),
        fine(
            "nsfw with an empty list of media",
            redditContent(c -> c.put("is_nsfw", true).putArray("media"))),
        fine("ratio as integer", redditContent(c -> c.put("upvote_ratio", 1))),
        fine(
            "scraped within the tolerance after the append",
            xContent(c -> c.put("scraped_at", "2026-03-14T12:05:00+00:00"))),
        fine(
            "scraped in the minute of its creation",
            xContent(c -> c.put("scraped_at", "2026-03-14T09:26:00+00:00"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String about, Reason reason, MinerRecord record) {
    assertThat(rules.check(record, APPENDED))
        .as(about)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
              assertThat(rejected.detail()).isNotBlank().hasSizeLessThanOrEqualTo(300);
              assertThat(rejected.detail()).doesNotContain("\n");
            });
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        bad("no content", Reason.MISSING_FIELD, x(r -> r.setContent(null))),
        bad("no size", Reason.MISSING_FIELD, x(r -> r.setContentSizeBytes(null))),
        bad("content too large", Reason.CONTENT_TOO_LARGE, raw(" ".repeat((1 << 20) + 1))),
        bad("size off by one", Reason.SIZE_MISMATCH, x(r -> r.setContentSizeBytes(989L))),
        bad("negative size", Reason.SIZE_MISMATCH, x(r -> r.setContentSizeBytes(-1L))),
        bad("empty bytes", Reason.BAD_JSON, raw("")),
        bad("broken JSON", Reason.BAD_JSON, raw("{")),
        bad("broken JSON of a bad source", Reason.BAD_JSON, bad(raw("{"), r -> r.setSource("7"))),
        bad("no source", Reason.MISSING_FIELD, x(r -> r.setSource(null))),
        bad("reserved source", Reason.BAD_SOURCE, x(r -> r.setSource("3"))),
        bad("unknown field", Reason.UNKNOWN_FIELD, xContent(c -> c.put("likes", 1))),
        bad("content of the other platform", Reason.UNKNOWN_FIELD, x(r -> r.setSource("1"))),
        bad("no text", Reason.MISSING_FIELD, xContent(c -> c.remove("text"))),
        bad("no tweet id", Reason.MISSING_FIELD, xContent(c -> c.remove("tweet_id"))),
        bad("blank tweet id", Reason.MISSING_FIELD, xContent(c -> c.put("tweet_id", " "))),
        bad("no scrape time of X", Reason.MISSING_FIELD, xContent(c -> c.remove("scraped_at"))),
        bad(
            "no scrape time of Reddit",
            Reason.MISSING_FIELD,
            redditContent(c -> c.putNull("scrapedAt"))),
        bad("no datetime", Reason.MISSING_FIELD, x(r -> r.setDatetime(null))),
        bad("naive datetime", Reason.NAIVE_DATETIME, x(r -> r.setDatetime("2026-03-14T09:26:53"))),
        bad("odd datetime", Reason.BAD_DATETIME, x(r -> r.setDatetime("yesterday"))),
        bad(
            "naive creation time",
            Reason.NAIVE_DATETIME,
            xContent(c -> c.put("timestamp", "2026-03-14T09:26:00"))),
        bad("odd scrape time", Reason.BAD_DATETIME, redditContent(c -> c.put("scrapedAt", ""))),
        bad("odd data type", Reason.BAD_FIELD_VALUE, redditContent(c -> c.put("dataType", "Post"))),
        bad("label of 141", Reason.LABEL_TOO_LONG, x(r -> r.setLabel("#" + "é".repeat(140)))),
        bad(
            "label that grows when lower-cased",
            Reason.LABEL_TOO_LONG,
            x(r -> r.setLabel("İ".repeat(101)))),
        bad("label of broken text", Reason.BAD_FIELD_VALUE, x(r -> r.setLabel(LONE))),
        bad("no uri", Reason.EMPTY, x(r -> r.setUri(null))),
        bad("uri elsewhere", Reason.HOST, x(r -> r.setUri("https://notx.com/a/status/1"))),
        bad(
            "uri's reason goes first",
            Reason.SCHEME,
            bad(xContent(c -> c.put("url", "https://evil.net/")), r -> r.setUri("x.com"))),
        bad("url elsewhere", Reason.HOST, xContent(c -> c.put("url", "https://evil.net/"))),
        bad("empty url", Reason.EMPTY, xContent(c -> c.put("url", ""))),
        bad(
            "uri and url differ",
            Reason.ID_MISMATCH,
            x(r -> r.setUri("https://x.com/a/status/2032750303094272043"))),
        bad(
            "source of the other platform",
            Reason.ID_MISMATCH,
            bad(
                xContent(c -> c.put("url", "https://redd.it/abc")),
                r -> r.setUri("https://redd.it/abc"))),
        bad(
            "tweet id differs",
            Reason.ID_MISMATCH,
            xContent(c -> c.put("tweet_id", "2032750303094272043"))),
        bad(
            "tweet id with a leading zero",
            Reason.ID_MISMATCH,
            xContent(c -> c.put("tweet_id", "02032750303094272042"))),
        bad(
            "comment id differs",
            Reason.ID_MISMATCH,
            redditContent(c -> c.put("id", "t1_mk4q9z3"))),
        bad(
            "id of the post for a comment",
            Reason.ID_MISMATCH,
            redditContent(c -> c.put("id", "t3_1kd7xpa"))),
        bad(
            "prefix of the other kind",
            Reason.ID_MISMATCH,
            redditContent(c -> c.put("id", "t3_mk4q9z2"))),
        bad("prefix twice", Reason.ID_MISMATCH, redditContent(c -> c.put("id", "t1_t1_mk4q9z2"))),
        bad(
            "comment called a post",
            Reason.ID_MISMATCH,
            redditContent(c -> c.put("dataType", "post"))),
        bad(
            "time not in the id",
            Reason.SNOWFLAKE_MISMATCH,
            x(r -> r.setDatetime("2026-03-14T09:25:53.588999+00:00"))),
        bad(
            "modern id with an ancient date",
            Reason.SNOWFLAKE_MISMATCH,
            x(r -> r.setDatetime("2010-11-04T01:42:54+00:00"))),
        bad("small id with a modern date", Reason.SNOWFLAKE_MISMATCH, tweet("29699999999")),
        bad(
            "ancient tweet",
            Reason.TOO_OLD,
            bad(tweet("12345"), r -> r.setDatetime("2009-04-10T12:15:00+00:00"))),
        bad("too old", Reason.TOO_OLD, reddit(r -> r.setDatetime("2026-02-12T11:59:59.999999Z"))),
        bad(
            "in the future",
            Reason.IN_FUTURE,
            reddit(r -> r.setDatetime("2026-03-14T12:05:00.000001Z"))),
        bad("neither body nor title", Reason.EMPTY_CONTENT, redditContent(c -> c.put("body", ""))),
        bad(
            "neither body nor title, both empty",
            Reason.EMPTY_CONTENT,
            redditContent(c -> c.put("body", "").put("title", ""))),
        bad(
            "nsfw with media",
            Reason.NSFW_MEDIA,
            redditContent(c -> c.put("is_nsfw", true).putArray("media").add("https://a.b/c"))),
        bad(
            "creation time with seconds",
            Reason.TIME_MISMATCH,
            xContent(c -> c.put("timestamp", "2026-03-14T09:26:53+00:00"))),
        bad(
            "creation time of another minute",
            Reason.TIME_MISMATCH,
            xContent(c -> c.put("timestamp", "2026-03-14T09:27:00+00:00"))),
        bad(
            "scrape time with a fraction",
            Reason.TIME_MISMATCH,
            xContent(c -> c.put("scraped_at", "2026-03-14T10:02:00.000001+00:00"))),
        bad(
            "scraped before its creation",
            Reason.TIME_MISMATCH,
            xContent(c -> c.put("scraped_at", "2026-03-14T09:25:00+00:00"))),
        bad(
            "scraped after the append",
            Reason.TIME_MISMATCH,
            xContent(c -> c.put("scraped_at", "2026-03-14T12:06:00+00:00"))));
  }

  @Test
  void theFirstFailureInTheOrderIsTheReason() {
    MinerRecord record = Records.canonical("x");
    ObjectNode[] content = new ObjectNode[1];
    MinerRecord broken =
        Records.withContent(
            "x", c -> content[0] = c.put("view_count", "many").put("tweet_id", "1"));
    broken.setLabel("l".repeat(141));
    broken.setUri("https://evil.net/");
    broken.setDatetime("1999-01-01T00:00:00+00:00");
    broken.setContentSizeBytes(1L);

    assertThat(reason(broken)).isEqualTo(Reason.SIZE_MISMATCH);
    broken.setContentSizeBytes((long) broken.getContent().remaining());
    assertThat(reason(broken)).isEqualTo(Reason.BAD_FIELD_TYPE);
    content[0].put("view_count", 1);
    Records.withText(broken, content[0].toString());
    assertThat(reason(broken)).isEqualTo(Reason.LABEL_TOO_LONG);
    broken.setLabel("NULL");
    assertThat(reason(broken)).isEqualTo(Reason.HOST);
    broken.setUri(record.getUri());
    assertThat(reason(broken)).isEqualTo(Reason.ID_MISMATCH);
    content[0].put("tweet_id", "2032750303094272042");
    Records.withText(broken, content[0].toString());
    assertThat(reason(broken)).isEqualTo(Reason.SNOWFLAKE_MISMATCH);
    broken.setDatetime(record.getDatetime());
    assertThat(accepted(broken).contentKey()).hasToString("x:2032750303094272042");
  }

  @Test
  void writesTheLabelLowerCasedAndNoLabelAsNull() {
    assertThat(label("#BitTensor")).isEqualTo("#bittensor");
    assertThat(label("#İ")).isEqualTo("#i\u0307");
    assertThat(label("NULL")).isNull();
    assertThat(label("null")).isEqualTo("null");
  }

  @Test
  void neverWritesModelConfigAndFillsHashtags() {
    MinerRecord record =
        Records.withContent(
            "x",
            c -> {
              c.putNull("tweet_hashtags");
              c.putObject("model_config").put("extra", "ignore");
            });

    assertThat(Rows.read(SourceId.X, accepted(record).row()))
        .hasSize(33)
        .contains(entry("tweet_hashtags", List.of()))
        .doesNotContainKey("model_config");
  }

  @Test
  void thresholdsAreInclusive() {
    MinerRecord record = Records.canonical("reddit");
    Instant created = Instant.parse("2026-03-14T08:41:17Z");

    assertThat(check(record, created.plus(Duration.ofDays(30)))).isInstanceOf(Accepted.class);
    assertThat(check(record, created.plus(Duration.ofDays(30)).plusNanos(1000)))
        .isInstanceOf(Rejected.class);
    MinerRecord fresh =
        Records.withContent("reddit", c -> c.put("scrapedAt", "2026-03-14T08:41:00Z"));
    assertThat(check(fresh, created.minus(Duration.ofMinutes(5)))).isInstanceOf(Accepted.class);
    assertThat(check(fresh, created.minus(Duration.ofMinutes(5)).minusNanos(1000)))
        .isInstanceOf(Rejected.class);
  }

  @Test
  void readsContentThatIsAWindowOfAnArray() {
    MinerRecord record = Records.canonical("x");
    byte[] bytes = new byte[2000];
    record.getContent().duplicate().get(bytes, 500, 988);
    record.setContent(ByteBuffer.wrap(bytes, 500, 988));

    assertThat(rules.check(record, APPENDED)).isInstanceOf(Accepted.class);
    assertThat(record.getContent().remaining()).isEqualTo(988);
  }

  private Object label(String label) {
    Accepted accepted = accepted(x(r -> r.setLabel(label)));
    return Rows.read(SourceId.X, accepted.row()).get("label");
  }

  private Accepted accepted(MinerRecord record) {
    CheckedRecord checked = rules.check(record, APPENDED);
    assertThat(checked).isInstanceOf(Accepted.class);
    return (Accepted) checked;
  }

  private Reason reason(MinerRecord record) {
    return ((Rejected) rules.check(record, APPENDED)).reason();
  }

  private CheckedRecord check(MinerRecord record, Instant appended) {
    return rules.check(record, appended);
  }

  private static Arguments fine(String about, MinerRecord record) {
    return Arguments.of(about, record);
  }

  private static Arguments bad(String about, Reason reason, MinerRecord record) {
    return Arguments.of(about, reason, record);
  }

  private static MinerRecord bad(MinerRecord record, Consumer<MinerRecord> change) {
    change.accept(record);
    return record;
  }

  private static MinerRecord x(Consumer<MinerRecord> change) {
    return bad(Records.canonical("x"), change);
  }

  private static MinerRecord reddit(Consumer<MinerRecord> change) {
    return bad(Records.canonical("reddit"), change);
  }

  private static MinerRecord xContent(Consumer<ObjectNode> change) {
    return Records.withContent("x", change);
  }

  private static MinerRecord redditContent(Consumer<ObjectNode> change) {
    return Records.withContent("reddit", change);
  }

  private static MinerRecord raw(String content) {
    return Records.withText(Records.canonical("x"), content);
  }

  private static MinerRecord tweet(String id) {
    String url = "https://x.com/a/status/" + id;
    MinerRecord record = xContent(c -> c.put("tweet_id", id).put("url", url));
    record.setUri(url);
    return record;
  }
}
