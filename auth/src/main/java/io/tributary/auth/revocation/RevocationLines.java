package io.tributary.auth.revocation;

import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.schemas.Hotkey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of a file of revocations, each line verified. A last line that has no end yet counts
 * if it is whole, and is passed over if it is cut. Immutable.
 */
final class RevocationLines {

  private static final RevocationLines EMPTY =
      new RevocationLines(new byte[0], 0, Map.of(), Optional.empty());

  /** All complete lines. */
  private final byte[] complete;

  private final int count;
  private final Map<Hotkey, List<Revocation>> byHotkey;
  private final Optional<Revocation> last;

  private RevocationLines(
      byte[] complete,
      int count,
      Map<Hotkey, List<Revocation>> byHotkey,
      Optional<Revocation> last) {
    this.complete = complete;
    this.count = count;
    this.byHotkey = byHotkey;
    this.last = last;
  }

  static RevocationLines empty() {
    return EMPTY;
  }

  /**
   * Reads the file's new content. Lines that this holds already are not verified again.
   *
   * @throws BadLineException naming the first complete line that is no revocation, or that its
   *     hotkey did not sign
   */
  RevocationLines read(byte[] content) throws BadLineException {
    boolean grown =
        content.length >= complete.length
            && Arrays.equals(complete, 0, complete.length, content, 0, complete.length);
    return grown ? extended(content) : EMPTY.extended(content);
  }

  private RevocationLines extended(byte[] content) throws BadLineException {
    Map<Hotkey, List<Revocation>> found = new HashMap<>(byHotkey);
    int begin = complete.length;
    int number = count;
    for (int at = begin; at < content.length; at++) {
      if (content[at] == '\n') {
        number++;
        byte[] line = Arrays.copyOfRange(content, begin, at);
        if (!isBlank(line)) {
          add(found, verified(line, number));
        }
        begin = at + 1;
      }
    }
    Optional<Revocation> tail = tail(Arrays.copyOfRange(content, begin, content.length));
    return new RevocationLines(Arrays.copyOf(content, begin), number, found, tail);
  }

  /** What this hotkey has revoked. */
  List<Revocation> of(Hotkey hotkey) {
    List<Revocation> complete = byHotkey.getOrDefault(hotkey, List.of());
    if (last.isEmpty() || !last.get().hotkey().equals(hotkey)) {
      return complete;
    }
    List<Revocation> all = new ArrayList<>(complete);
    all.add(last.get());
    return List.copyOf(all);
  }

  /** How many bytes the complete lines have. */
  int completeBytes() {
    return complete.length;
  }

  /** Whether the line without an end is whole, and so must be ended and not taken away. */
  boolean hasWholeTail() {
    return last.isPresent();
  }

  private static void add(Map<Hotkey, List<Revocation>> found, Revocation revocation) {
    List<Revocation> known = found.getOrDefault(revocation.hotkey(), List.of());
    if (known.stream().noneMatch(earlier -> earlier.includes(revocation))) {
      List<Revocation> more = new ArrayList<>(known);
      more.add(revocation);
      found.put(revocation.hotkey(), List.copyOf(more));
    }
  }

  private static Revocation verified(byte[] line, int number) throws BadLineException {
    try {
      return RevocationFile.fromLine(line).verify();
    } catch (MalformedBytesException e) {
      throw new BadLineException(number, "no revocation: " + e.getMessage(), e);
    } catch (InvalidSignatureException e) {
      throw new BadLineException(number, "not signed by the hotkey that it names", e);
    }
  }

  private static Optional<Revocation> tail(byte[] line) {
    try {
      return isBlank(line) ? Optional.empty() : Optional.of(RevocationFile.fromLine(line).verify());
    } catch (MalformedBytesException | InvalidSignatureException e) {
      return Optional.empty();
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte octet : line) {
      if (octet != ' ' && octet != '\t' && octet != '\r') {
        return false;
      }
    }
    return true;
  }

  /** A line that makes the whole file worth nothing. */
  static final class BadLineException extends Exception {

    private static final long serialVersionUID = 1L;

    BadLineException(int number, String message, Exception cause) {
      super("line " + number + ": " + message, cause);
    }
  }
}
