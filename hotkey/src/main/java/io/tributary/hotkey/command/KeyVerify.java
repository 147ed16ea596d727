package io.tributary.hotkey.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.identity.Ed25519Keys;
import io.tributary.hotkey.sr25519.Sr25519;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code key verify}: one raw signature a line, {@code {"type":"sr25519"|"ed25519",
 * "publicKey":hex,"message":hex,"signature":hex}}, answered by {@code {"valid":true|false}}. A line
 * of any other form is answered by {@code {"valid":false,"reason":"MALFORMED"}}. Thread-safe.
 */
public final class KeyVerify implements UnaryOperator<String> {

  @Override
  public String apply(String line) {
    Optional<Boolean> valid = JsonLine.parse(line).flatMap(KeyVerify::verify);
    ObjectNode answer = JsonLine.object().put("valid", valid.orElse(false));
    if (valid.isEmpty()) {
      answer.put("reason", JsonLine.MALFORMED);
    }
    return answer.toString();
  }

  private static Optional<Boolean> verify(JsonLine line) {
    Optional<String> type = line.text("type");
    Optional<byte[]> publicKey = line.hex("publicKey");
    Optional<byte[]> message = line.hex("message");
    Optional<byte[]> signature = line.hex("signature");
    if (type.isEmpty() || publicKey.isEmpty() || message.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get()) {
      case "sr25519" ->
          Optional.of(Sr25519.verify(publicKey.get(), message.get(), signature.get()));
      case "ed25519" ->
          Optional.of(Ed25519Keys.verify(publicKey.get(), message.get(), signature.get()));
      default -> Optional.empty();
    };
  }
}
