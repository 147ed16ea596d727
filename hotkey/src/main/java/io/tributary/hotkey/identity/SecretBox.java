package io.tributary.hotkey.identity;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** Opens what NaCl's {@code secretbox} sealed: XSalsa20 and Poly1305, the tag first. */
final class SecretBox {

  static final int KEY_BYTES = 32;
  static final int NONCE_BYTES = 24;
  static final int TAG_BYTES = 16;

  private SecretBox() {}

  /**
   * The bytes that were sealed; null if the key is another or a bit was changed. The tag is
   * compared in constant time, and nothing is decrypted before it holds.
   *
   * @param sealed tag and encrypted bytes, at least as long as a tag
   */
  static byte[] open(byte[] key, byte[] nonce, byte[] sealed) {
    XSalsa20Engine cipher = new XSalsa20Engine();
    cipher.init(false, new ParametersWithIV(new KeyParameter(key), nonce));
    byte[] tagKey = new byte[32];
    cipher.processBytes(tagKey, 0, tagKey.length, tagKey, 0);
    Poly1305 poly1305 = new Poly1305();
    poly1305.init(new KeyParameter(tagKey));
    Arrays.fill(tagKey, (byte) 0);
    poly1305.update(sealed, TAG_BYTES, sealed.length - TAG_BYTES);
    byte[] tag = new byte[TAG_BYTES];
    poly1305.doFinal(tag, 0);
    byte[] opened = null;
    if (MessageDigest.isEqual(tag, Arrays.copyOf(sealed, TAG_BYTES))) {
      opened = new byte[sealed.length - TAG_BYTES];
      cipher.processBytes(sealed, TAG_BYTES, opened.length, opened, 0);
    }
    cipher.reset();
    return opened;
  }
}
