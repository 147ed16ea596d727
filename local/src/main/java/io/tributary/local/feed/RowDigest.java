package io.tributary.local.feed;

import io.tributary.schemas.avro.MinerRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** First 16 bytes of SHA-256 over fields, each with its length. Reusable; not thread-safe. */
final class RowDigest {

  static final int BYTES = 16;

  private final MessageDigest sha256;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  RowDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  byte[] of(MinerRecord minerRecord) {
    add(minerRecord.getUri());
    add(minerRecord.getDatetime());
    add(minerRecord.getSource());
    add(minerRecord.getLabel());
    ByteBuffer content = minerRecord.getContent();
    add(content == null ? -1 : content.remaining());
    if (content != null) {
      sha256.update(content.duplicate());
    }
    Long size = minerRecord.getContentSizeBytes();
    add(size == null ? -1 : 0);
    if (size != null) {
      add(size);
    }
    return finish();
  }

  byte[] of(byte[] bytes) {
    add(bytes.length);
    sha256.update(bytes);
    return finish();
  }

  byte[] of(long first, byte[] bytes) {
    add(first);
    return of(bytes);
  }

  private void add(String text) {
    if (text == null) {
      add(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    sha256.update(bytes);
  }

  private void add(long value) {
    sha256.update(number.clear().putLong(value).flip());
  }

  private byte[] finish() {
    return Arrays.copyOf(sha256.digest(), BYTES);
  }
}
