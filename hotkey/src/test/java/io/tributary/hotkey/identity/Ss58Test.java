package io.tributary.hotkey.identity;

import static io.tributary.hotkey.Vectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import io.tributary.schemas.Hotkey;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Ss58Test {

  private static final Map<String, AddressFault> REASONS =
      Map.ofEntries(
          Map.entry("xi-1", AddressFault.CHECKSUM),
          Map.entry("xi-7", AddressFault.CHARACTER),
          Map.entry("xi-8", AddressFault.CHARACTER),
          Map.entry("xi-11", AddressFault.EMPTY),
          Map.entry("xi-14", AddressFault.LENGTH),
          Map.entry("xi-15", AddressFault.LENGTH),
          Map.entry("xi-17", AddressFault.LENGTH),
          Map.entry("xi-23", AddressFault.NOT_CANONICAL),
          Map.entry("xi-24", AddressFault.PREFIX),
          Map.entry("xi-25", AddressFault.PREFIX));

  static Stream<JsonNode> valid() {
    return Vectors.group("ss58_encode");
  }

  static Stream<JsonNode> invalid() {
    return Vectors.group("ss58_decode_invalid");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void encodesAndDecodes(JsonNode c) throws InvalidAddressException {
    byte[] key = bytes(c, "publicKey");
    String address = c.get("address").asText();
    int prefix = c.get("prefix").asInt();
    assertThat(Ss58.encode(key, prefix)).isEqualTo(address);
    if (prefix == Ss58.PREFIX) {
      assertThat(Ss58.encode(key)).isEqualTo(new Hotkey(address));
      assertThat(Ss58.decode(address)).isEqualTo(key);
      assertThat(Ss58.publicKey(new Hotkey(address))).isEqualTo(key);
    } else {
      assertThatThrownBy(() -> Ss58.decode(address))
          .isInstanceOf(InvalidAddressException.class)
          .hasMessageStartingWith("PREFIX: the address has another network prefix than 42");
    }
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void refuses(JsonNode c) {
    assertThatThrownBy(() -> Ss58.decode(c.get("address").asText()))
        .isInstanceOfSatisfying(
            InvalidAddressException.class,
            e -> {
              AddressFault expected = REASONS.getOrDefault(c.get("id").asText(), e.reason());
              assertThat(e.reason()).isEqualTo(expected);
              assertThat(e).hasMessageStartingWith(expected + ": the address ");
            });
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    assertThatThrownBy(() -> Ss58.encode(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a public key has 32 bytes, not 33");
  }
}
