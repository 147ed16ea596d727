package io.tributary.local.demo.stores;

import io.tributary.local.demo.stores.People.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Posts and comments of Reddit with the fields, order and nulls of upstream's miners. */
final class RedditItems {

  private static final long FIRST_POST = 3_400_000_000L;
  private static final long FIRST_COMMENT = 49_000_000_000L;
  private static final int STRIDE = 97;
  private static final List<String> COMMUNITIES =
      List.of(
          "r/AskReddit",
          "r/bittensor_",
          "r/CryptoCurrency",
          "r/news",
          "r/de",
          "r/brasil",
          "r/france",
          "r/programming",
          "r/java",
          "r/dataisbeautiful",
          "r/askscience",
          "r/anime",
          "r/newsokur",
          "r/Turkey",
          "r/india",
          "r/ukraina",
          "r/greece",
          "r/Quebec",
          "r/soccer",
          "r/u_ledger_fan",
          "r/ClimbingCircleJerk",
          "r/explainlikeimfive",
          "r/datahoarder");

  private final People people;

  RedditItems(People people) {
    this.people = people;
  }

  RecordDraft make(int item, Instant created, Draw own, Draw version) {
    boolean comment = own.chance(0.7);
    RecordDraft draft = new RecordDraft(false);
    Map<String, Object> content = draft.content;
    Person author = people.any(own);
    String community = own.pickPopular(COMMUNITIES);
    String post =
        base36(
            FIRST_POST + (comment ? own.below(1 << 28) : (long) item * STRIDE + own.below(STRIDE)));
    draft.id = comment ? base36(FIRST_COMMENT + (long) item * STRIDE + own.below(STRIDE)) : post;
    draft.key = comment ? "reddit:" + post + ":" + draft.id : "reddit:" + post;
    Tongue tongue = own.chance(0.8) ? author.tongue() : Tongue.any(own);
    String title = tongue.text(own, own.skewed(55, 0.5, 8, 290));
    boolean bodiless = !comment && own.chance(0.4);
    content.put("id", (comment ? "t1_" : "t3_") + draft.id);
    String address = "https://www.reddit.com/" + community + "/comments/" + post + "/" + slug(own);
    draft.url(comment ? address + "/" + draft.id + "/" : address + "/");
    content.put("username", own.chance(0.03) ? "[deleted]" : author.redditName());
    content.put("communityName", community);
    content.put("body", bodiless ? "" : tongue.text(own, own.skewed(140, 1, 2, 6_000)));
    draft.created(created.truncatedTo(ChronoUnit.SECONDS));
    content.put("dataType", comment ? "comment" : "post");
    content.put("title", comment ? null : title);
    content.put("parentId", comment ? parent(own, post) : null);
    putState(content, comment, own, version);
    draft.label = community.toLowerCase(Locale.ROOT);
    return draft;
  }

  private static String parent(Draw own, String post) {
    return own.chance(0.6) ? "t3_" + post : "t1_" + base36(FIRST_COMMENT - 1 - own.below(1 << 28));
  }

  private static void putState(
      Map<String, Object> content, boolean comment, Draw own, Draw version) {
    boolean media = !comment && own.chance(0.35);
    String name = Long.toString(own.between(1L << 50, 1L << 60), 36);
    content.put("media", media ? List.of("https://i.redd.it/" + name + ".png") : null);
    content.put("is_nsfw", own.chance(0.05) ? null : (Boolean) (!media && own.chance(0.02)));
    long score = own.skewed(8, 1.5, 0, 60_000);
    content.put("score", own.chance(0.02) ? null : (Long) (score + version.below(5) - 2));
    content.put("upvote_ratio", comment ? null : (Double) (own.between(40, 100) / 100.0));
    content.put("num_comments", comment ? null : (Long) (score / 2 + version.below(6)));
  }

  private static String slug(Draw own) {
    return Tongue.EN
        .text(own, own.between(8, 40))
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(Locale.ROOT);
  }

  private static String base36(long number) {
    return Long.toString(number, 36);
  }
}
