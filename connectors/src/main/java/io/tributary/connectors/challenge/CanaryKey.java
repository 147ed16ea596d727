package io.tributary.connectors.challenge;

import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import io.tributary.schemas.SourceId;
import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a canary lies: {@code data/<source>/<hotkey>/<name>}, so that credentials to read this
 * hotkey's files read it. Its name need not be one of a file of the lake. Immutable.
 */
public final class CanaryKey implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Pattern FORM = Pattern.compile("data/[12]/([^/]{48})/[!-.0-~]{1,128}");

  private final String path;
  private final String owner;

  private CanaryKey(String path, String owner) {
    this.path = path;
    this.owner = owner;
  }

  /** The one under a validator's own prefix: {@code data/2/<hotkey>/canary}. */
  public static CanaryKey of(Hotkey validator) {
    return new CanaryKey(ObjectKey.prefix(SourceId.X, validator) + "canary", validator.address());
  }

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException if it is not one under a hotkey's prefix
   */
  public static CanaryKey parse(String path) {
    Matcher match = FORM.matcher(path);
    if (!match.matches() || !Hotkey.isSyntax(match.group(1))) {
      throw new IllegalArgumentException("no key like data/2/<hotkey>/canary: " + path);
    }
    return new CanaryKey(path, match.group(1));
  }

  /** Under whose prefix it lies. */
  public Hotkey owner() {
    return new Hotkey(owner);
  }

  /** The whole key, as S3 knows it. */
  public String path() {
    return path;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CanaryKey key && key.path.equals(path);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path);
  }

  @Override
  public String toString() {
    return path;
  }
}
