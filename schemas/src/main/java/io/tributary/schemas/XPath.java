package io.tributary.schemas;

/**
 * The paths of X that lead to a tweet. Empty segments do not count, and what follows the id is
 * ignored.
 */
final class XPath {

  private static final int MAX_USER = 50;
  private static final int MAX_DIGITS = 19;

  private XPath() {}

  static ContentKey.Result read(UrlPath path) {
    if (!path.nextFilled()) {
      return ContentKey.Result.refused(Reason.NOT_CONTENT);
    }
    boolean user = isUser(path);
    boolean statuses = path.is("statuses");
    boolean internal = path.is("i");
    if (!path.nextFilled()) {
      return ContentKey.Result.refused(Reason.NOT_CONTENT);
    }
    if (user && (path.is("status") || path.is("statuses"))) {
      // Without a third segment only "/statuses/{id}" is left, with a word where the id should be.
      return idAfter(path, statuses ? Reason.BAD_ID : Reason.NOT_CONTENT);
    }
    if (internal && path.is("web")) {
      return path.nextFilled() && path.is("status")
          ? idAfter(path, Reason.NOT_CONTENT)
          : ContentKey.Result.refused(Reason.NOT_CONTENT);
    }
    return statuses ? id(path) : ContentKey.Result.refused(Reason.NOT_CONTENT);
  }

  private static ContentKey.Result idAfter(UrlPath path, Reason missing) {
    return path.nextFilled() ? id(path) : ContentKey.Result.refused(missing);
  }

  private static ContentKey.Result id(UrlPath path) {
    int length = path.length();
    if (length > MAX_DIGITS || path.charAt(0) == '0') {
      return ContentKey.Result.refused(Reason.BAD_ID);
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      if (!Ascii.isDigit(c)) {
        return ContentKey.Result.refused(Reason.BAD_ID);
      }
      number = number * 10 + (c - '0');
    }
    // 19 digits stay below 2^64, so that a number above 2^63-1 shows as a negative one.
    return number < 0
        ? ContentKey.Result.refused(Reason.BAD_ID)
        : ContentKey.tweet(path.lowerCase(), number);
  }

  private static boolean isUser(UrlPath path) {
    if (path.length() > MAX_USER) {
      return false;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!Ascii.isLetter(c) && !Ascii.isDigit(c) && c != '_') {
        return false;
      }
    }
    return true;
  }
}
