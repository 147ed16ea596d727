package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.regex.Pattern;

/** Fields that several structures share: their bounds and how they are read. */
final class Field {

  static final int KEY_BYTES = 32;
  static final int SIGNATURE_BYTES = 64;
  static final int ID_BYTES = 16;
  static final int MOST_AUDIENCE_BYTES = 64;
  static final int ADDRESS_BYTES = 48;

  private static final Pattern AUDIENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final long MOST_MILLIS = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  private Field() {}

  static String audience(String audience) {
    if (!AUDIENCE.matcher(audience).matches()) {
      throw new IllegalArgumentException(
          "a deployment's name has 1 to 64 letters, digits, dots, dashes or underscores");
    }
    return audience;
  }

  static int netuid(int netuid) {
    if (netuid < 0 || netuid > 0xFFFF) {
      throw new IllegalArgumentException("a netuid lies between 0 and 65535: " + netuid);
    }
    return netuid;
  }

  static Hotkey hotkey(WireReader reader) throws MalformedBytesException {
    String address = reader.text(ADDRESS_BYTES);
    if (!Hotkey.isSyntax(address)) {
      throw new MalformedBytesException("not the syntax of an address");
    }
    return new Hotkey(address);
  }

  static Instant instant(WireReader reader) throws MalformedBytesException {
    long millis = reader.number();
    if (millis < 0 || millis > MOST_MILLIS) {
      throw new MalformedBytesException("a time out of range");
    }
    return Instant.ofEpochMilli(millis);
  }
}
