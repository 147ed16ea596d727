package io.tributary.connectors.store;

import java.util.Map;
import java.util.regex.Pattern;

/** The rules for user metadata that every store keeps byte for byte. */
final class ObjectMetadata {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]*[!-~])?");

  private ObjectMetadata() {}

  /**
   * @throws IllegalArgumentException naming the rule that is broken, never a value
   */
  static void check(Map<String, String> metadata) {
    int bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      if (!NAME.matcher(entry.getKey()).matches()) {
        throw new IllegalArgumentException(
            "a metadata name has lower-case letters, digits and hyphens: " + entry.getKey());
      }
      if (!VALUE.matcher(entry.getValue()).matches()) {
        throw new IllegalArgumentException(
            "the value of metadata "
                + entry.getKey()
                + " must be printable ASCII without blanks at its ends");
      }
      bytes += entry.getKey().length() + entry.getValue().length();
    }
    if (bytes > FileStore.MAX_METADATA_BYTES) {
      throw new IllegalArgumentException(
          "metadata of " + bytes + " bytes; at most " + FileStore.MAX_METADATA_BYTES);
    }
    if (!metadata.containsKey(FileStore.WRITE_TOKEN)) {
      throw new IllegalArgumentException("metadata without " + FileStore.WRITE_TOKEN);
    }
  }
}
