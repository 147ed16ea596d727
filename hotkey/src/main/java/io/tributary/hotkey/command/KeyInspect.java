package io.tributary.hotkey.command;

import io.tributary.hotkey.identity.KeyFile;
import java.util.HexFormat;

/** {@code key inspect}: what a key file holds, as one JSON line without its secret. */
public final class KeyInspect {

  private KeyInspect() {}

  public static String describe(KeyFile file) {
    return JsonLine.object()
        .put("type", file.type().label())
        .put("publicKey", HexFormat.of().formatHex(file.publicKey()))
        .put("address", file.hotkey().address())
        .put("canSign", file.canSign())
        .toString();
  }
}
