package io.tributary.local.demo.stores;

import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a miner's key as bittensor's wallet keeps an unencrypted hotkey. */
final class MinerKeyFile {

  private MinerKeyFile() {}

  static void write(Path file, byte[] miniSecret, Hotkey hotkey) throws IOException {
    HexFormat hex = HexFormat.of();
    Map<String, Object> fields = new LinkedHashMap<>();
    try {
      String publicKey = "0x" + hex.formatHex(Ss58.publicKey(hotkey));
      fields.put("accountId", publicKey);
      fields.put("publicKey", publicKey);
    } catch (InvalidAddressException e) {
      throw new IOException("not an address: " + hotkey, e);
    }
    fields.put("secretPhrase", null);
    fields.put("secretSeed", "0x" + hex.formatHex(miniSecret));
    fields.put("ss58Address", hotkey.address());
    Files.write(file, UpstreamJson.write(fields).getBytes(StandardCharsets.US_ASCII));
  }
}
