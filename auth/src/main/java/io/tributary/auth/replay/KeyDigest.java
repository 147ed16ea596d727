package io.tributary.auth.replay;

import io.tributary.hotkey.wire.Octets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The first 16 bytes of a replay key's SHA-256: as good as the key, and of one size. */
record KeyDigest(long high, long low) {

  static KeyDigest of(String key) {
    byte[] digest = Octets.of(key.getBytes(StandardCharsets.UTF_8)).sha256().bytes();
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new KeyDigest(bytes.getLong(), bytes.getLong());
  }
}
