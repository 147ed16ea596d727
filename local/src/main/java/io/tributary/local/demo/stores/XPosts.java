package io.tributary.local.demo.stores;

import io.tributary.local.demo.stores.People.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Posts on X with the fields, order and nulls of upstream's miners: nulls are left out. */
final class XPosts {

  /** Milliseconds at which Snowflake ids begin. */
  static final long SNOWFLAKE_EPOCH_MILLIS = 1_288_834_974_657L;

  private static final int LOW_BITS = 22;
  private static final List<String> HASHTAGS =
      List.of(
          "#Bittensor",
          "#TAO",
          "#AI",
          "#Bitcoin",
          "#crypto",
          "#News",
          "#Football",
          "#Weather",
          "#音楽",
          "#รักไทย",
          "#ФутболUA",
          "#أخبار",
          "#Música",
          "#한국",
          "#opendata",
          "#SN13",
          "#gm",
          "#İstanbul",
          "#Parquet",
          "#café",
          "#KI",
          "#deporte",
          "#cricket",
          "#日本",
          "#NowPlaying");

  private final People people;

  XPosts(People people) {
    this.people = people;
  }

  /** The id that a post of this time and number has. */
  static long idAt(Instant created, int item) {
    long low = (item * 2_654_435_761L) & ((1L << LOW_BITS) - 1);
    return (created.toEpochMilli() - SNOWFLAKE_EPOCH_MILLIS) << LOW_BITS | low;
  }

  RecordDraft make(int item, Instant created, Draw own, Draw version) {
    RecordDraft draft = new RecordDraft(true);
    Map<String, Object> content = draft.content;
    Person author = people.any(own);
    draft.id = Long.toString(idAt(created, item));
    draft.key = "x:" + draft.id;
    if (own.chance(0.01)) {
      content.put("model_config", Map.of("extra", "ignore"));
    }
    content.put("username", author.handle());
    List<String> hashtags = hashtags(own);
    Tongue tongue = own.chance(0.85) ? author.tongue() : Tongue.any(own);
    content.put("text", text(own, tongue, hashtags));
    draft.url("https://x.com/" + author.handle() + "/status/" + draft.id);
    draft.created(
        own.chance(0.25)
            ? created.plusNanos(1_000L * own.below(1_000))
            : created.truncatedTo(ChronoUnit.SECONDS));
    content.put("tweet_hashtags", hashtags);
    draft.label = hashtags.isEmpty() ? null : hashtags.get(0).toLowerCase(Locale.ROOT);
    putMedia(content, own);
    content.put("user_id", author.userId());
    content.put("user_display_name", author.displayName());
    content.put("user_verified", author.verified());
    content.put("tweet_id", draft.id);
    putThread(content, draft.id, own, tongue);
    putCounters(content, own, version);
    content.put("user_blue_verified", author.blue());
    putProfile(content, author, version);
    return draft;
  }

  private static List<String> hashtags(Draw own) {
    List<String> hashtags = new ArrayList<>();
    if (own.chance(0.62)) {
      long count = own.skewed(1.6, 0.5, 1, 8);
      for (int i = 0; i < count; i++) {
        hashtags.add(own.pickPopular(HASHTAGS));
      }
    }
    return hashtags;
  }

  private static String text(Draw own, Tongue tongue, List<String> hashtags) {
    if (own.chance(0.02)) {
      return ""; // media only
    }
    long length = own.chance(0.04) ? own.skewed(900, 0.5, 280, 4_000) : own.skewed(95, 0.7, 3, 270);
    String text = tongue.text(own, length);
    return hashtags.isEmpty() ? text : text + " " + String.join(" ", hashtags);
  }

  private static void putMedia(Map<String, Object> content, Draw own) {
    if (own.chance(0.3)) {
      List<String> media = new ArrayList<>();
      for (int i = own.below(3); i >= 0; i--) {
        String name = Long.toString(own.between(1L << 50, 1L << 60), 36);
        media.add("https://pbs.twimg.com/media/" + name + ".jpg");
      }
      content.put("media", media);
    }
  }

  private static void putThread(Map<String, Object> content, String id, Draw own, Tongue tongue) {
    boolean reply = own.chance(0.35);
    boolean quote = own.chance(0.1);
    long other = Long.parseLong(id) - own.between(1L << 30, 1L << 45);
    content.put("is_reply", reply);
    content.put("is_quote", quote);
    content.put("conversation_id", reply ? Long.toString(other) : id);
    if (reply) {
      content.put("in_reply_to_user_id", Long.toString(own.between(1_000_000, 1L << 40)));
    }
    if (own.chance(0.97)) {
      content.put("language", tongue.code());
    }
    if (reply && own.chance(0.9)) {
      content.put("in_reply_to_username", "Reply_" + own.below(100_000));
    }
    if (quote) {
      content.put("quoted_tweet_id", Long.toString(other - 1));
    }
  }

  private static void putCounters(Map<String, Object> content, Draw own, Draw version) {
    double growth = 1 + version.unit();
    long views = own.skewed(300, 2, 0, 90_000_000);
    content.put("like_count", (long) (views * growth / 60));
    content.put("retweet_count", (long) (views * growth / 400));
    content.put("reply_count", (long) (views * growth / 500));
    content.put("quote_count", (long) (views * growth / 3_000));
    if (own.chance(0.98)) {
      content.put("view_count", (long) (views * growth));
    }
    if (own.chance(0.95)) {
      content.put("bookmark_count", (long) (views * growth / 1_500));
    }
  }

  private static void putProfile(Map<String, Object> content, Person author, Draw version) {
    if (author.description() != null) {
      content.put("user_description", author.description());
    }
    if (author.location() != null) {
      content.put("user_location", author.location());
    }
    content.put(
        "profile_image_url",
        "https://pbs.twimg.com/profile_images/" + author.userId() + "/photo_normal.jpg");
    if (author.banner()) {
      content.put(
          "cover_picture_url", "https://pbs.twimg.com/profile_banners/" + author.userId() + "/17");
    }
    content.put("user_followers_count", author.followers() + version.below(20));
    content.put("user_following_count", author.following());
  }
}
