package io.tributary.local.s3.awssdk;

import io.tributary.local.s3.S3Errors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of bytes of an object.
 *
 * @param first byte, from 0
 * @param length in bytes
 */
record Range(long first, long length) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** Reads the header of a GET: {@code bytes=a-b}, {@code bytes=a-} or {@code bytes=-n}. */
  static Range parse(String header, long size) {
    Matcher match = FORM.matcher(header);
    if (!match.matches() || header.length() == "bytes=-".length()) {
      throw S3Errors.invalidArgument("not one range of bytes");
    }
    long first;
    long last = size - 1;
    if (match.group(1).isEmpty()) {
      long wanted = Long.parseLong(match.group(2));
      first = wanted == 0 ? size : Math.max(0, size - wanted);
    } else {
      first = Long.parseLong(match.group(1));
      if (!match.group(2).isEmpty()) {
        last = Math.min(last, Long.parseLong(match.group(2)));
      }
    }
    if (first > last) {
      throw S3Errors.of(416, "InvalidRange", "The requested range is not satisfiable.");
    }
    return new Range(first, last - first + 1);
  }

  String header(long size) {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
