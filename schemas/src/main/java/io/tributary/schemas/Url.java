package io.tributary.schemas;

/**
 * Reads the part of an address before its path: trimming, characters, scheme, authority, host and
 * port, in the order of their reason codes. One use; not thread-safe.
 */
final class Url {

  /** A family of hosts whose paths have one grammar. */
  enum Site {
    X,
    REDDIT,
    REDDIT_SHORT
  }

  private static final String[] X_HOSTS = {
    "x.com",
    "www.x.com",
    "mobile.x.com",
    "twitter.com",
    "www.twitter.com",
    "mobile.twitter.com",
    "m.twitter.com"
  };
  private static final String[] REDDIT_HOSTS = {
    "www.reddit.com",
    "reddit.com",
    "old.reddit.com",
    "new.reddit.com",
    "np.reddit.com",
    "m.reddit.com",
    "i.reddit.com",
    "amp.reddit.com",
    "sh.reddit.com",
    "pay.reddit.com",
    "ssl.reddit.com"
  };
  private static final String[] SHORT_HOSTS = {"redd.it", "www.redd.it"};

  /** True for ASCII that may stand nowhere in an address. */
  private static final boolean[] FORBIDDEN = forbidden();

  private final String text;
  private int start;
  private int end;
  private int pathEnd;
  private Site site;

  Url(String text) {
    this.text = text;
  }

  /** Null if all is well up to the path, else the reason. */
  Reason readHead() {
    if (!trim()) {
      return Reason.EMPTY;
    }
    if (isTooLong()) {
      return Reason.TOO_LONG;
    }
    if (!hasOnlyAllowedCharacters()) {
      return Reason.MALFORMED;
    }
    boolean https = Ascii.startsWithIgnoreCase(text, start, end, "https:");
    if (!https && !Ascii.startsWithIgnoreCase(text, start, end, "http:")) {
      return Reason.SCHEME;
    }
    start += https ? 6 : 5;
    if (!text.startsWith("//", start)) {
      return Reason.MALFORMED;
    }
    start += 2;
    return readAuthority(https ? "443" : "80");
  }

  Site site() {
    return site;
  }

  int pathStart() {
    return start;
  }

  int pathEnd() {
    return pathEnd;
  }

  private boolean trim() {
    if (text == null) {
      return false;
    }
    end = text.length();
    while (start < end && Ascii.isBlank(text.charAt(start))) {
      start++;
    }
    while (start < end && Ascii.isBlank(text.charAt(end - 1))) {
      end--;
    }
    return start < end;
  }

  private boolean isTooLong() {
    int units = end - start;
    if (units <= ContentKey.MAX_CODE_POINTS) {
      return false;
    }
    return units > 2 * ContentKey.MAX_CODE_POINTS
        || text.codePointCount(start, end) > ContentKey.MAX_CODE_POINTS;
  }

  private boolean hasOnlyAllowedCharacters() {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (FORBIDDEN[c]) {
          return false;
        }
      } else if (Character.isSurrogate(c)) {
        // No blank and no control lies beyond the basic plane, so a proper pair is all there is to
        // check.
        if (!Character.isHighSurrogate(c)
            || i + 1 == end
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      } else if (Character.isISOControl(c) || Character.isSpaceChar(c)) {
        return false;
      }
    }
    return true;
  }

  private Reason readAuthority(String ownPort) {
    int stop = start;
    int colon = -1;
    boolean broken = false;
    while (stop < end) {
      char c = text.charAt(stop);
      if (c == '/' || c == '?' || c == '#') {
        break;
      }
      if (c == '@') {
        return Reason.USERINFO;
      }
      if (c == '[' || c == ']' || (c == ':' && colon >= 0)) {
        broken = true;
      } else if (c == ':') {
        colon = stop;
      }
      stop++;
    }
    if (broken) {
      return Reason.MALFORMED;
    }
    site = siteOf(start, colon < 0 ? stop : colon);
    if (site == null) {
      return Reason.HOST;
    }
    if (colon >= 0 && colon + 1 < stop && !isPort(colon + 1, stop, ownPort)) {
      return Reason.PORT;
    }
    start = stop;
    pathEnd = stop;
    while (pathEnd < end && text.charAt(pathEnd) != '?' && text.charAt(pathEnd) != '#') {
      pathEnd++;
    }
    return null;
  }

  private boolean isPort(int from, int to, String ownPort) {
    return to - from == ownPort.length() && text.startsWith(ownPort, from);
  }

  private Site siteOf(int from, int hostEnd) {
    int to = hostEnd > from && text.charAt(hostEnd - 1) == '.' ? hostEnd - 1 : hostEnd;
    if (isOneOf(X_HOSTS, from, to)) {
      return Site.X;
    }
    if (isOneOf(REDDIT_HOSTS, from, to)) {
      return Site.REDDIT;
    }
    return isOneOf(SHORT_HOSTS, from, to) ? Site.REDDIT_SHORT : null;
  }

  private boolean isOneOf(String[] hosts, int from, int to) {
    for (String host : hosts) {
      if (host.length() == to - from && Ascii.startsWithIgnoreCase(text, from, to, host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean[] forbidden() {
    boolean[] forbidden = new boolean[0x80];
    for (char c = 0; c <= ' '; c++) {
      forbidden[c] = true;
    }
    for (char c : "\u007f\\<>\"^`{|}".toCharArray()) {
      forbidden[c] = true;
    }
    return forbidden;
  }
}
