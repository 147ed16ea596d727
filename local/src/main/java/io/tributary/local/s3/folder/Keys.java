package io.tributary.local.s3.folder;

import io.tributary.local.s3.S3Errors;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which names of buckets and objects can be files without leaving their folder. */
final class Keys {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final int MAX_KEY_BYTES = 1024;
  private static final int MAX_SEGMENT_BYTES = 255;

  private Keys() {}

  static boolean isBucket(String name) {
    return BUCKET.matcher(name).matches();
  }

  /**
   * Whether a key is one by which other programs mark a folder, which this store does not keep:
   * there is none, and whoever deletes it has nothing to do.
   */
  static boolean isFolderMarker(String key) {
    return key.length() > 1 && key.endsWith("/");
  }

  /** Refuses every key that a file system could read in another way than S3. */
  static void check(String key) {
    byte[] utf8 = key.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0 || utf8.length > MAX_KEY_BYTES) {
      throw S3Errors.invalidArgument("a key has 1 to " + MAX_KEY_BYTES + " bytes");
    }
    if (!new String(utf8, StandardCharsets.UTF_8).equals(key)
        || key.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD')) {
      throw S3Errors.invalidArgument("a key holds a character that this store refuses");
    }
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw S3Errors.invalidArgument("a key holds an empty segment, '.' or '..'");
      }
      if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
        throw S3Errors.invalidArgument("a segment of a key is too long");
      }
    }
  }
}
