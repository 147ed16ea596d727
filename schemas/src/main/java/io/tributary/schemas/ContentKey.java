package io.tributary.schemas;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What an address leads to: one tweet, one Reddit post or one Reddit comment, whatever the spelling
 * of the address.
 *
 * <p>Texts: {@code x:<id>}, {@code reddit:<post>}, {@code reddit:<post>:<comment>}. Two addresses
 * of one item have equal keys; no two items share one. Immutable.
 */
public final class ContentKey {

  /** The longest address, in code points after trimming. */
  public static final int MAX_CODE_POINTS = 2048;

  private final SourceId platform;
  private final String post;
  private final String comment;
  private final long number;

  private ContentKey(SourceId platform, String post, String comment, long number) {
    this.platform = platform;
    this.post = post;
    this.comment = comment;
    this.number = number;
  }

  /**
   * Reads any text as an address. Never throws; null is allowed and answers {@link Reason#EMPTY}.
   *
   * <p>The checks and their order: not blank, length, characters, scheme, authority, host, port,
   * percent escapes, form of the path, ids. The first failure is the reason.
   */
  public static Result of(String address) {
    Url url = new Url(address);
    Reason reason = url.readHead();
    if (reason != null) {
      return Result.refused(reason);
    }
    UrlPath path = UrlPath.read(address, url.pathStart(), url.pathEnd());
    if (path == null) {
      return Result.refused(Reason.MALFORMED);
    }
    return switch (url.site()) {
      case X -> XPath.read(path);
      case REDDIT -> RedditPath.read(path);
      case REDDIT_SHORT -> RedditPath.readShort(path);
    };
  }

  static Result tweet(String id, long number) {
    return new Result(new ContentKey(SourceId.X, id, null, number), null);
  }

  static Result reddit(String post, String comment) {
    return new Result(new ContentKey(SourceId.REDDIT, post, comment, 0), null);
  }

  /** Where the item was published. */
  public SourceId platform() {
    return platform;
  }

  /** Whether this is a Reddit comment. */
  public boolean isComment() {
    return comment != null;
  }

  /** The platform's id of the item itself: of the tweet, the comment, or else the post. */
  public String id() {
    return comment == null ? post : comment;
  }

  /** The id of the tweet, or of the Reddit post (for a comment, the post it stands under). */
  public String postId() {
    return post;
  }

  /**
   * The tweet's id as a number.
   *
   * @throws IllegalStateException if this is not a tweet
   */
  public long tweetNumber() {
    if (platform != SourceId.X) {
      throw new IllegalStateException("not a tweet: " + text());
    }
    return number;
  }

  /** The canonical text, such as {@code x:123}. */
  public String text() {
    if (platform == SourceId.X) {
      return "x:" + post;
    }
    return comment == null ? "reddit:" + post : "reddit:" + post + ":" + comment;
  }

  /** The shortest address of the item; its key equals this. */
  public String canonicalUrl() {
    if (platform == SourceId.X) {
      return "https://x.com/i/status/" + post;
    }
    String url = "https://www.reddit.com/comments/" + post;
    return comment == null ? url : url + "/comment/" + comment;
  }

  /** The 128-bit key under which the item is kept once. */
  public ItemKey itemKey() {
    return ItemKey.of(text());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentKey that
        && platform == that.platform
        && post.equals(that.post)
        && Objects.equals(comment, that.comment);
  }

  @Override
  public int hashCode() {
    return 31 * post.hashCode() + Objects.hashCode(comment);
  }

  @Override
  public String toString() {
    return text();
  }

  /** A key, or the reason why there is none: exactly one of the two is null. Immutable. */
  public record Result(ContentKey key, Reason reason) {

    private static final Map<Reason, Result> REFUSED = new EnumMap<>(Reason.class);

    static {
      for (Reason reason : Reason.values()) {
        REFUSED.put(reason, new Result(null, reason));
      }
    }

    /**
     * @throws IllegalArgumentException if both or none are given
     */
    public Result {
      if ((key == null) == (reason == null)) {
        throw new IllegalArgumentException("either a key or a reason");
      }
    }

    static Result refused(Reason reason) {
      return REFUSED.get(reason);
    }

    /** Whether there is a key. */
    public boolean isKey() {
      return key != null;
    }
  }
}
