package io.tributary.auth;

import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of prefixes that can be asked for: {@code data/<1 or 2>/<hotkey>/}. */
final class LakePrefix {

  private static final Pattern GRAMMAR = Pattern.compile("data/[12]/([^/]{48})/");

  private LakePrefix() {}

  static void check(String prefix) throws AccessException {
    Matcher match = GRAMMAR.matcher(prefix);
    if (!match.matches() || !Hotkey.isSyntax(match.group(1))) {
      throw new AccessException(
          AccessReason.PATH_MALFORMED, "a prefix must be data/<1 or 2>/<hotkey>/");
    }
  }
}
