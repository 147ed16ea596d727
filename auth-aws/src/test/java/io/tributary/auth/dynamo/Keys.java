package io.tributary.auth.dynamo;

import io.tributary.hotkey.identity.LocalSigner;
import java.util.Arrays;

/** Keys that only tests have. */
public final class Keys {

  private Keys() {}

  public static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }
}
