package io.tributary.local.demo.stores;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** The changes that {@link Fault} makes, where one takes more than a line. */
final class Spoil {

  private static final long LOW_BITS = (1L << 22) - 1;

  private Spoil() {}

  static void text(RecordDraft draft, String text) {
    draft.content.put(draft.x ? "text" : "body", text);
  }

  static void raw(RecordDraft draft, UnaryOperator<String> change) {
    draft.rawContent =
        change.apply(UpstreamJson.write(draft.content)).getBytes(StandardCharsets.UTF_8);
  }

  static void latin1(RecordDraft draft) {
    text(draft, "CAFE");
    draft.rawContent =
        UpstreamJson.write(draft.content)
            .replace("CAFE", "caf\u00e9")
            .getBytes(StandardCharsets.ISO_8859_1);
  }

  static void naiveContent(RecordDraft draft) {
    String field = draft.x ? "timestamp" : "createdAt";
    draft.content.put(field, ((String) draft.content.get(field)).replace("+00:00", ""));
  }

  /** Blanks only; as many spellings as there can be draws, since the address is the row's key. */
  static String blanks(Draw draw) {
    StringBuilder blanks = new StringBuilder();
    for (int i = draw.below(48); i >= 0; i--) {
      blanks.append(draw.chance(0.5) ? ' ' : '\t');
    }
    return blanks.toString();
  }

  static void host(RecordDraft draft, String host) {
    String rest = draft.url().substring("https://".length());
    draft.url("https://" + host + rest.substring(rest.indexOf('/')));
  }

  static void urlId(RecordDraft draft, String id) {
    draft.url(draft.url().replace("/" + draft.id, "/" + id));
  }

  static void otherId(RecordDraft draft) {
    if (draft.x) {
      draft.content.put("tweet_id", Long.toString(Long.parseLong(draft.id) ^ 1));
    } else {
      draft.content.put("id", draft.content.get("id") + "x");
    }
  }

  static void otherPlatformsUrl(RecordDraft draft, Draw draw) {
    draft.url(
        draft.x
            ? "https://www.reddit.com/r/java/comments/"
                + Long.toString(draw.between(1L << 33, 1L << 34), 36)
            : "https://x.com/someone/status/" + draw.between(1L << 60, 1L << 61));
  }

  static void otherType(RecordDraft draft) {
    draft.content.put("dataType", draft.comment() ? "post" : "comment");
  }

  /** Moves a whole record in time, its id included. */
  static void shift(RecordDraft draft, long seconds) {
    Instant created = draft.created.plusSeconds(seconds);
    if (draft.x) {
      long low = Long.parseLong(draft.id) & LOW_BITS;
      String id = Long.toString((XPosts.idAt(created, 0) & ~LOW_BITS) | low);
      draft.url(draft.url().replace(draft.id, id));
      draft.content.put("tweet_id", id);
      draft.id = id;
    }
    draft.created(created);
    draft.scraped(created.plusSeconds(60));
  }

  static void noText(RecordDraft draft) {
    draft.content.put("body", "");
    draft.content.put("title", draft.comment() ? null : "");
  }

  static void nsfw(RecordDraft draft) {
    draft.content.put("is_nsfw", true);
    draft.content.put("media", List.of("https://i.redd.it/unsafe.png"));
  }

  static void seconds(RecordDraft draft) {
    String field = draft.scrapeField();
    draft.content.put(field, ((String) draft.content.get(field)).replace(":00+00:00", ":07+00:00"));
  }

  static void contentTimeOff(RecordDraft draft) {
    draft.content.put(
        draft.x ? "timestamp" : "createdAt",
        RecordDraft.minuteTime(draft.created.minusSeconds(3_600)));
  }
}
