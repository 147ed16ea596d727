package io.tributary.schemas;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a miner's file: {@code data/<source>/<hotkey>/<file>}, the only builder and parser of
 * such keys.
 *
 * <p>The file is named {@code data_<yyyyMMdd>_<HHmmss>_<rows>_<first 16 hex of the tail
 * digest>.parquet}; its time is UTC. Immutable.
 */
public record ObjectKey(SourceId source, Hotkey hotkey, String file) {

  private static final Pattern KEY = Pattern.compile("data/([12])/([^/]{48})/([^/]{1,128})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * @throws IllegalArgumentException if the file name does not have the form above
   */
  public ObjectKey {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(hotkey, "hotkey");
    if (LakeFileName.parse(file).isEmpty()) {
      throw new IllegalArgumentException("not the name of a file of the lake: " + file);
    }
  }

  /** The key of a file that was sealed at a time, holds so many rows and has this tail digest. */
  public static ObjectKey of(
      SourceId source, Hotkey hotkey, Instant sealedAt, long rows, String tailDigestHex) {
    String file =
        "data_"
            + TIME.format(sealedAt)
            + "_"
            + rows
            + "_"
            + tailDigestHex.substring(0, 16)
            + ".parquet";
    return new ObjectKey(source, hotkey, file);
  }

  /** Reads a key, or answers empty if the text is not exactly one. Never throws. */
  public static Optional<ObjectKey> parse(String key) {
    Matcher match = KEY.matcher(key);
    if (!match.matches()
        || !Hotkey.isSyntax(match.group(2))
        || LakeFileName.parse(match.group(3)).isEmpty()) {
      return Optional.empty();
    }
    SourceId source = SourceId.fromCode(match.group(1).charAt(0) - '0').orElseThrow();
    return Optional.of(new ObjectKey(source, new Hotkey(match.group(2)), match.group(3)));
  }

  /** {@code data/<source>/<hotkey>/}: where a miner's files of a source lie. */
  public static String prefix(SourceId source, Hotkey hotkey) {
    return "data/" + source.code() + "/" + hotkey.address() + "/";
  }

  /** The number of rows that the name claims. */
  public long rows() {
    return name().rows();
  }

  /** The first 16 hex digits of the tail digest that the name claims. */
  public String tailDigestPrefix() {
    return name().tailDigestPrefix();
  }

  /** The whole key, as S3 knows it. */
  public String path() {
    return prefix(source, hotkey) + file;
  }

  @Override
  public String toString() {
    return path();
  }

  private LakeFileName name() {
    return LakeFileName.parse(file).orElseThrow();
  }
}
