package io.tributary.hotkey.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What kind of structure a signature is for. The signed message is the domain's ASCII tag followed
 * by SHA-256 of the structure's canonical bytes, so that no signature of one kind stands for
 * another.
 */
public enum SigningDomain {
  BATCH("tributary/batch/1"),
  MANIFEST("tributary/manifest/1"),
  ACCESS("tributary/access/2"),
  GRANT("tributary/grant/1"),
  REVOCATION("tributary/revocation/1"),
  FREEZE("tributary/freeze/1"),
  VERDICT("tributary/verdict/1");

  private final String tag;

  SigningDomain(String tag) {
    this.tag = tag;
  }

  /** The ASCII tag. */
  public String tag() {
    return tag;
  }

  /** The message to sign for these canonical bytes: tag, then SHA-256 of them. */
  public byte[] message(byte[] canonical) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(canonical);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
    byte[] ascii = tag.getBytes(StandardCharsets.US_ASCII);
    byte[] message = Arrays.copyOf(ascii, ascii.length + digest.length);
    System.arraycopy(digest, 0, message, ascii.length, digest.length);
    return message;
  }
}
