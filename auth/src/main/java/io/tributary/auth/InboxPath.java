package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.RequestedFile;
import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a direct upload rests: {@code inbox/data/<source>/<hotkey>/<file>}, which no table reads.
 * Immutable.
 *
 * @param source the source
 * @param hotkey the miner
 * @param file a plain file name: letters, digits, dot, dash and underscore, at most 128, without
 *     two dots in a row, neither starting nor ending with a dot
 */
public record InboxPath(SourceId source, Hotkey hotkey, String file) {

  private static final String INBOX = "inbox/";
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-](?:\\.?[A-Za-z0-9_-]){0,127}");
  private static final int MOST_FILE = 128;
  private static final Pattern CLAIM =
      Pattern.compile("data/([A-Za-z0-9]{1,6})/([^/]{1,64})/([^/]+)");
  private static final int MOST_CLAIM = 256;

  /**
   * @throws IllegalArgumentException if the file's name does not have the form above
   */
  public InboxPath {
    if (file.length() > MOST_FILE || !FILE.matcher(file).matches()) {
      throw new IllegalArgumentException("not a plain file name");
    }
  }

  /**
   * Reads the key of a file in the inbox, in the one form that {@link #key} gives.
   *
   * @throws AccessException {@code PATH_MALFORMED} or {@code ADDRESS_INVALID}
   */
  public static InboxPath parse(String key) throws AccessException {
    InboxPath path =
        fromClaim(key.startsWith(INBOX) ? key.substring(INBOX.length()) : "outside of the inbox");
    if (!path.key().equals(key)) {
      throw new AccessException(
          AccessReason.PATH_MALFORMED, "a path must be inbox/data/<1 or 2>/<hotkey>/<file>");
    }
    return path;
  }

  /** Reads the keys of files in the inbox. */
  static List<InboxPath> parseAll(List<RequestedFile> files) throws AccessException {
    List<InboxPath> paths = new ArrayList<>(files.size());
    for (RequestedFile file : files) {
      paths.add(parse(file.path()));
    }
    return paths;
  }

  /**
   * Reads the {@code data/<source>/<hotkey>/<file>} that a client of version 1 asks for. The source
   * is a number or a name.
   *
   * @throws AccessException {@code PATH_MALFORMED} or {@code ADDRESS_INVALID}
   */
  public static InboxPath fromClaim(String path) throws AccessException {
    Matcher match = CLAIM.matcher(path);
    if (path.length() > MOST_CLAIM || !match.matches()) {
      throw new AccessException(
          AccessReason.PATH_MALFORMED, "a path must be data/<source>/<hotkey>/<file>");
    }
    SourceId source =
        SourceId.fromText(match.group(1))
            .orElseThrow(
                () ->
                    new AccessException(
                        AccessReason.PATH_MALFORMED, "the source in a path must be 1 or 2"));
    try {
      Hotkey hotkey = Ss58.parse(match.group(2));
      return new InboxPath(source, hotkey, match.group(3));
    } catch (InvalidAddressException e) {
      throw new AccessException(AccessReason.ADDRESS_INVALID, e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new AccessException(
          AccessReason.PATH_MALFORMED, "the file in a path is " + e.getMessage(), e);
    }
  }

  /** The key in the bucket. */
  public String key() {
    return INBOX + "data/" + source.code() + "/" + hotkey.address() + "/" + file;
  }
}
