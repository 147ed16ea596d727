package io.tributary.local.s3.folder;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of an unfinished upload. Its file's name says everything, so that it appears at once.
 *
 * @param number 1 to 10,000
 * @param eTag MD5 of the bytes, in hex
 * @param size in bytes
 * @param file where it lies
 */
public record StoredPart(int number, String eTag, long size, Path file) {

  private static final Pattern NAME = Pattern.compile("(\\d{5})\\.([0-9a-f]{32})\\.(\\d{1,15})");

  static Path path(Path directory, int number, String eTag, long size) {
    return directory.resolve(String.format("%05d.%s.%d", number, eTag, size));
  }

  static Optional<StoredPart> of(Path file) {
    Matcher match = NAME.matcher(file.getFileName().toString());
    return match.matches()
        ? Optional.of(
            new StoredPart(
                Integer.parseInt(match.group(1)),
                match.group(2),
                Long.parseLong(match.group(3)),
                file))
        : Optional.empty();
  }
}
