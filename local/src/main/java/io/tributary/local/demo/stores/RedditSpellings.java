package io.tributary.local.demo.stores;

import java.util.List;
import java.util.Locale;

/** Ways in which the address of one item of Reddit is written, all of which name the same item. */
final class RedditSpellings {

  private static final List<String> HOSTS =
      List.of(
          "www.reddit.com",
          "reddit.com",
          "old.reddit.com",
          "new.reddit.com",
          "np.reddit.com",
          "m.reddit.com",
          "i.reddit.com",
          "amp.reddit.com",
          "sh.reddit.com",
          "WWW.Reddit.com",
          "www.reddit.com.",
          "www.reddit.com:443");
  private static final List<String> TAILS =
      List.of(
          "", "", "/", "/", "?context=3", "/?utm_source=share&utm_medium=ios", "#top", "/?rdt=1");

  private RedditSpellings() {}

  static String any(RecordDraft draft, Draw draw) {
    String post = draft.key.split(":", -1)[1];
    String community = (String) draft.content.get("communityName");
    return draft.comment() ? comment(post, draft.id, community, draw) : post(post, community, draw);
  }

  private static String post(String post, String community, Draw draw) {
    String tail = draw.pick(TAILS);
    return switch (draw.below(8)) {
      case 0 -> "https://redd.it/" + post + tail;
      case 1 -> "http://www.redd.it/" + post;
      case 2 -> host(draw) + "/gallery/" + post + tail;
      case 3 -> host(draw) + "/comments/" + post + tail;
      case 4 ->
          host(draw) + "/user/someone_" + draw.below(1_000) + "/comments/" + post + "/mine" + tail;
      case 5 -> host(draw) + "/" + community + "/comments/" + post.toUpperCase(Locale.ROOT) + tail;
      case 6 -> host(draw) + "//" + community + "/%63omments/./" + post + tail;
      default ->
          host(draw) + "/" + community + "/comments/" + post + "/slug_" + draw.below(1_000) + tail;
    };
  }

  private static String comment(String post, String id, String community, Draw draw) {
    String tail = draw.pick(TAILS);
    return switch (draw.below(7)) {
      case 0 -> host(draw) + "/" + community + "/comments/" + post + "/comment/" + id + tail;
      case 1 -> host(draw) + "/comments/" + post + "/slug_" + draw.below(1_000) + "/" + id + tail;
      case 2 -> host(draw) + "/comments/" + post + "//" + id + tail;
      case 3 ->
          host(draw)
              + "/"
              + community.toUpperCase(Locale.ROOT)
              + "/Comments/"
              + post
              + "/Slug/"
              + id.toUpperCase(Locale.ROOT)
              + tail;
      case 4 -> host(draw) + "/u/someone/comments/" + post + "/caf%C3%A9/" + id + tail;
      default -> host(draw) + "/" + community + "/comments/" + post + "/_/" + id + tail;
    };
  }

  private static String host(Draw draw) {
    return "https://" + draw.pick(HOSTS);
  }
}
