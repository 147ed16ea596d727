package io.tributary.schemas;

/**
 * The paths of Reddit that lead to a post or a comment. Empty segments do not count up to the post
 * id; after it position counts, and nothing but slashes may follow the last part.
 */
final class RedditPath {

  private static final int MAX_ID = 13;

  private RedditPath() {}

  /** Reads a path of reddit.com. */
  static ContentKey.Result read(UrlPath path) {
    if (!path.nextFilled()) {
      return refused(Reason.NOT_CONTENT);
    }
    if (path.is("gallery")) {
      return readShort(path);
    }
    if (path.is("r") || path.is("u") || path.is("user")) {
      path.nextFilled();
      path.nextFilled();
      if (path.is("s")) {
        return shareLink(path);
      }
    }
    if (!path.is("comments") || !path.nextFilled()) {
      return refused(Reason.NOT_CONTENT);
    }
    String post = id(path);
    path.next();
    String comment = path.next() && !path.isEmpty() ? id(path) : null;
    boolean badComment = !path.isEmpty() && comment == null;
    if (path.nextFilled()) {
      return refused(Reason.NOT_CONTENT);
    }
    return post == null || badComment ? refused(Reason.BAD_ID) : ContentKey.reddit(post, comment);
  }

  /** Reads a path that holds nothing more than a post id. */
  static ContentKey.Result readShort(UrlPath path) {
    if (!path.nextFilled()) {
      return refused(Reason.NOT_CONTENT);
    }
    String post = id(path);
    if (path.nextFilled()) {
      return refused(Reason.NOT_CONTENT);
    }
    return post == null ? refused(Reason.BAD_ID) : ContentKey.reddit(post, null);
  }

  private static ContentKey.Result shareLink(UrlPath path) {
    boolean token = path.nextFilled();
    boolean more = path.nextFilled();
    return refused(token && !more ? Reason.SHARE_LINK : Reason.NOT_CONTENT);
  }

  /** The current segment as an id in lower case, or null if it cannot be one. */
  private static String id(UrlPath path) {
    int length = path.length();
    if (length > MAX_ID || path.charAt(0) == '0') {
      return null;
    }
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c)) {
        return null;
      }
    }
    return path.lowerCase();
  }

  private static ContentKey.Result refused(Reason reason) {
    return ContentKey.Result.refused(reason);
  }
}
