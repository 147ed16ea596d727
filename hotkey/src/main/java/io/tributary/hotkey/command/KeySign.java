package io.tributary.hotkey.command;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** {@code key sign}: signs a text as btwallet does. */
public final class KeySign {

  private KeySign() {}

  /**
   * One JSON line with type, public key, address and signature.
   *
   * @throws KeyFileException if the file holds no secret
   * @throws IllegalArgumentException if the text may not be signed
   */
  public static String sign(KeyFile file, String text, SecureRandom random)
      throws KeyFileException {
    byte[] signature = file.signText(text, random);
    return JsonLine.object()
        .put("type", file.type().label())
        .put("publicKey", HexFormat.of().formatHex(file.publicKey()))
        .put("address", file.hotkey().address())
        .put("signature", HexFormat.of().formatHex(signature))
        .toString();
  }
}
