package io.tributary.local.command;

import io.tributary.schemas.Hotkey;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code verify} is asked to check. */
sealed interface VerifyTarget {

  /** A file or folder here. */
  record Local(Path path) implements VerifyTarget {}

  /** All objects whose keys begin alike. */
  record Objects(String bucket, String prefix) implements VerifyTarget {}

  /** A verdict of the topic. */
  record Published(Hotkey miner, long epoch) implements VerifyTarget {}

  String STORE = "s3://";
  Pattern OBJECTS = Pattern.compile(STORE + "([^/]+)(?:/(.*))?", Pattern.DOTALL);
  Pattern PUBLISHED = Pattern.compile("([^@/]{48})@([0-9]{1,10})");

  /** Reads an argument; empty if it cannot be one. */
  static Optional<VerifyTarget> parse(String text) {
    Matcher objects = OBJECTS.matcher(text);
    if (objects.matches() && BucketName.isSyntax(objects.group(1))) {
      String prefix = objects.group(2) == null ? "" : objects.group(2);
      return Optional.of(new Objects(objects.group(1), prefix));
    }
    Matcher published = PUBLISHED.matcher(text);
    if (published.matches() && Hotkey.isSyntax(published.group(1))) {
      return Optional.of(
          new Published(new Hotkey(published.group(1)), Long.parseLong(published.group(2))));
    }
    if (text.startsWith(STORE)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Local(Path.of(text)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
