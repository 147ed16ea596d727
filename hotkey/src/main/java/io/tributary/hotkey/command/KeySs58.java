package io.tributary.hotkey.command;

import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.Ss58;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code key ss58}: one {@code {"address":text}} a line, answered by {@code {"publicKey":hex}} or
 * {@code {"reason":code}}, where the code is an {@code AddressFault} or {@code MALFORMED} for a
 * line of any other form. Thread-safe.
 */
public final class KeySs58 implements UnaryOperator<String> {

  @Override
  public String apply(String line) {
    Optional<String> address = JsonLine.parse(line).flatMap(json -> json.text("address"));
    return address.map(KeySs58::decode).orElseGet(() -> reason(JsonLine.MALFORMED));
  }

  private static String decode(String address) {
    try {
      String hex = HexFormat.of().formatHex(Ss58.decode(address));
      return JsonLine.object().put("publicKey", hex).toString();
    } catch (InvalidAddressException e) {
      return reason(e.reason().name());
    }
  }

  private static String reason(String code) {
    return JsonLine.object().put("reason", code).toString();
  }
}
