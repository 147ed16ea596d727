package io.tributary.auth;

import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of role sessions: purpose, hash of the hotkey, request id; nothing that a caller wrote. */
final class SessionNames {

  private SessionNames() {}

  /** {@code upload-<16 hex of SHA-256 of the address>-<request id>}: at most 64 characters. */
  static String of(AccessPurpose purpose, Hotkey hotkey, String requestId) {
    byte[] address = hotkey.address().getBytes(StandardCharsets.US_ASCII);
    String hash = Octets.of(address).sha256().hex().substring(0, 16);
    return purpose.name().toLowerCase(Locale.ROOT) + "-" + hash + "-" + requestId;
  }
}
