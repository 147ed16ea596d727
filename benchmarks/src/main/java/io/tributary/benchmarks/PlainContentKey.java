package io.tributary.benchmarks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Content keys as one would first write them, with {@link URI} and regular expressions: what {@code
 * ContentKey} is measured beside. Reads common spellings only.
 */
final class PlainContentKey {

  private static final Set<String> X_HOSTS =
      Set.of(
          "x.com",
          "www.x.com",
          "mobile.x.com",
          "twitter.com",
          "www.twitter.com",
          "mobile.twitter.com");
  private static final Set<String> REDDIT_HOSTS =
      Set.of("reddit.com", "www.reddit.com", "old.reddit.com", "new.reddit.com", "np.reddit.com");
  private static final Pattern TWEET =
      Pattern.compile("/[A-Za-z0-9_]{1,15}/status(?:es)?/([1-9][0-9]{0,18})(?:/.*)?");
  private static final Pattern REDDIT =
      Pattern.compile(
          "/(?:r|u|user)/[A-Za-z0-9_-]+/comments/([a-z0-9]{1,13})(?:/[^/]*(?:/([a-z0-9]{1,13}))?)?/?",
          Pattern.CASE_INSENSITIVE);

  private PlainContentKey() {}

  static Optional<String> of(String address) {
    URI uri;
    try {
      uri = new URI(address.strip());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (X_HOSTS.contains(host)) {
      Matcher tweet = TWEET.matcher(uri.getPath());
      return tweet.matches() ? Optional.of("x:" + tweet.group(1)) : Optional.empty();
    }
    if (REDDIT_HOSTS.contains(host)) {
      Matcher post = REDDIT.matcher(uri.getPath());
      return post.matches() ? Optional.of(redditKey(post)) : Optional.empty();
    }
    return Optional.empty();
  }

  private static String redditKey(Matcher post) {
    String key = "reddit:" + post.group(1).toLowerCase(Locale.ROOT);
    String comment = post.group(2);
    return comment == null ? key : key + ":" + comment.toLowerCase(Locale.ROOT);
  }
}
