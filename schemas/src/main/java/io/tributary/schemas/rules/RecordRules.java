package io.tributary.schemas.rules;

import io.tributary.schemas.ContentKey;
import io.tributary.schemas.Reason;
import io.tributary.schemas.SourceId;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.content.ContentParser;
import io.tributary.schemas.content.Details;
import io.tributary.schemas.content.ParsedContent;
import io.tributary.schemas.row.Columns;
import io.tributary.schemas.row.RowWriter;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks a miner's record against every rule that needs nothing but the record and the time at
 * which the broker appended its batch, and makes its row.
 *
 * <p>Order, in which the first failure is the reason: size, JSON, required fields and types, label,
 * addresses, ids, snowflake, age, future, empty content, media, contradicting times. The rules with
 * their thresholds are listed in {@code docs/records.md}.
 *
 * <p>Never throws on a record. The outcome depends on the arguments and options only. Not
 * thread-safe: each thread needs its own instance.
 */
public final class RecordRules {

  private final RuleOptions options;
  private final TimeRules times;
  private final RowWriter rows = new RowWriter();

  /** Rules with these thresholds. */
  public RecordRules(RuleOptions options) {
    this.options = options;
    this.times = new TimeRules(options);
  }

  /**
   * Checks one record.
   *
   * @param appendTime when the broker appended the record's batch
   */
  public CheckedRecord check(MinerRecord record, Instant appendTime) {
    try {
      return accept(record, TimeRules.micros(appendTime));
    } catch (Refusal refusal) {
      return new CheckedRecord.Rejected(refusal.reason(), refusal.getMessage());
    }
  }

  private CheckedRecord.Accepted accept(MinerRecord record, long append) throws Refusal {
    byte[] content = content(record);
    SourceId source = source(record, content);
    Object[] values = values(source, content);
    Model model = Model.of(source);
    requireKnownFields(model, values);
    long datetime = TimeRules.parse("datetime", required("datetime", record.getDatetime()));
    long created = TimeRules.parse("the creation time", (String) values[model.created()]);
    long scraped = TimeRules.parse("the scrape time", (String) values[model.scraped()]);
    String label = Label.normalise(record.getLabel());

    ContentKey key = IdRules.key(record.getUri(), (String) values[model.url()]);
    IdRules.check(model, values, key);
    times.checkSnowflake(key, datetime);
    times.checkAge(datetime, append);
    if (source == SourceId.REDDIT) {
      checkRedditContent(model, values);
    }
    times.checkContentTimes(created, scraped, datetime, append);

    values[Columns.DATETIME] = datetime;
    values[Columns.LABEL] = label;
    byte[] row = rows.write(Columns.of(source), values);
    return new CheckedRecord.Accepted(source, key, key.itemKey(), datetime, row);
  }

  private byte[] content(MinerRecord record) throws Refusal {
    ByteBuffer content = required("content", record.getContent());
    int length = content.remaining();
    if (length > options.maxContentBytes()) {
      throw new Refusal(
          Reason.CONTENT_TOO_LARGE,
          "the content has " + length + " bytes, at most " + options.maxContentBytes());
    }
    long claimed = required("content_size_bytes", record.getContentSizeBytes());
    if (claimed != length) {
      throw new Refusal(
          Reason.SIZE_MISMATCH, "content_size_bytes is " + claimed + ", the content has " + length);
    }
    byte[] bytes = new byte[length];
    content.get(content.position(), bytes);
    return bytes;
  }

  private static SourceId source(MinerRecord record, byte[] content) throws Refusal {
    String text = record.getSource();
    Optional<SourceId> source = text == null ? Optional.empty() : SourceId.fromText(text);
    if (source.isPresent()) {
      return source.get();
    }
    // Without a model the fields cannot be judged, but broken JSON still goes first.
    if (!ContentParser.isJsonObject(content)) {
      throw new Refusal(Reason.BAD_JSON, "the content is not one JSON object in valid UTF-8");
    }
    throw new Refusal(Reason.BAD_SOURCE, "source is " + Details.quote(required("source", text)));
  }

  private static Object[] values(SourceId source, byte[] content) throws Refusal {
    ParsedContent parsed = ContentParser.parse(source, content);
    if (parsed.reason() != null) {
      throw new Refusal(parsed.reason(), parsed.detail());
    }
    return parsed.values();
  }

  private static void requireKnownFields(Model model, Object[] values) throws Refusal {
    if (model.source() == SourceId.X) {
      if (((String) values[model.id()]).isBlank()) {
        throw new Refusal(Reason.MISSING_FIELD, "field tweet_id is blank");
      }
      return;
    }
    String dataType = (String) values[model.dataType()];
    if (!dataType.equals("post") && !dataType.equals("comment")) {
      throw new Refusal(
          Reason.BAD_FIELD_VALUE,
          "field dataType must be post or comment, not " + Details.quote(dataType));
    }
  }

  private static void checkRedditContent(Model model, Object[] values) throws Refusal {
    String title = (String) values[model.title()];
    if (((String) values[model.body()]).isEmpty() && (title == null || title.isEmpty())) {
      throw new Refusal(Reason.EMPTY_CONTENT, "body is empty and there is no title");
    }
    List<?> media = (List<?>) values[model.media()];
    if (Boolean.TRUE.equals(values[model.nsfw()]) && media != null && !media.isEmpty()) {
      throw new Refusal(Reason.NSFW_MEDIA, "is_nsfw is true and there is media");
    }
  }

  private static <T> T required(String field, T value) throws Refusal {
    if (value == null) {
      throw new Refusal(Reason.MISSING_FIELD, "field " + field + " is required");
    }
    return value;
  }
}
