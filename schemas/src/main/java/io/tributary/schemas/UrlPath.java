package io.tributary.schemas;

/**
 * The path of an address in normal form, walked segment by segment.
 *
 * <p>Normal form: percent escapes of unreserved ASCII are decoded, once; then {@code .} and {@code
 * ..} are resolved as RFC 3986 section 5.2.4 does, so that {@code ..} also removes an empty
 * segment. Other escapes stay as they are: {@code %2F} never separates. Not thread-safe.
 */
final class UrlPath {

  private final char[] path;
  private int size;
  private int next;
  private int from;
  private int to;

  private UrlPath(int capacity) {
    path = new char[capacity];
  }

  /** The path between two places of a text, or null if it has a bad escape. */
  static UrlPath read(String text, int start, int end) {
    UrlPath path = new UrlPath(end - start);
    return path.decode(text, start, end) ? path : null;
  }

  /** Goes to the next segment; false if there is none. */
  boolean next() {
    if (next >= size) {
      from = size;
      to = size;
      return false;
    }
    from = next + 1;
    to = from;
    while (to < size && path[to] != '/') {
      to++;
    }
    next = to;
    return true;
  }

  /** Goes to the next segment that is not empty; false if there is none. */
  boolean nextFilled() {
    while (next()) {
      if (from < to) {
        return true;
      }
    }
    return false;
  }

  /** Whether the current segment is empty, or there is none. */
  boolean isEmpty() {
    return from == to;
  }

  int length() {
    return to - from;
  }

  char charAt(int index) {
    return path[from + index];
  }

  /** The current segment, ASCII letters in lower case. */
  String lowerCase() {
    for (int i = from; i < to; i++) {
      path[i] = Ascii.toLower(path[i]);
    }
    return new String(path, from, to - from);
  }

  /** Whether the current segment is this lower-case word, in any case of ASCII letters. */
  boolean is(String word) {
    if (word.length() != to - from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.toLower(path[from + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean decode(String text, int start, int end) {
    boolean dots = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = i + 2 < end ? Ascii.hex(text.charAt(i + 1)) : -1;
        int low = i + 2 < end ? Ascii.hex(text.charAt(i + 2)) : -1;
        if (high < 0 || low < 0) {
          return false;
        }
        char decoded = (char) (high << 4 | low);
        if (isUnreserved(decoded)) {
          c = decoded;
          i += 2;
        }
      }
      dots |= c == '.' && size > 0 && path[size - 1] == '/';
      path[size++] = c;
    }
    if (dots) {
      resolveDots();
    }
    return true;
  }

  private void resolveDots() {
    int written = 0;
    int read = 0;
    while (read < size) {
      int stop = read + 1;
      while (stop < size && path[stop] != '/') {
        stop++;
      }
      int dots = dots(read + 1, stop);
      if (dots == 0) {
        System.arraycopy(path, read, path, written, stop - read);
        written += stop - read;
      } else {
        if (dots == 2) {
          written = parent(written);
        }
        if (stop == size) {
          path[written++] = '/';
        }
      }
      read = stop;
    }
    size = written;
  }

  /** 1 for the segment {@code .}, 2 for {@code ..}, else 0. */
  private int dots(int start, int end) {
    if (end - start == 1 && path[start] == '.') {
      return 1;
    }
    return end - start == 2 && path[start] == '.' && path[start + 1] == '.' ? 2 : 0;
  }

  private int parent(int written) {
    int slash = written - 1;
    while (slash > 0 && path[slash] != '/') {
      slash--;
    }
    return Math.max(slash, 0);
  }

  private static boolean isUnreserved(char c) {
    return Ascii.isLetter(c) || Ascii.isDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
  }
}
