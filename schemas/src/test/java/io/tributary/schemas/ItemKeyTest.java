package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ItemKeyTest {

  @Test
  void isTheFirstHalfOfSha256AsInTheVectors() throws IOException {
    JsonNode keys;
    try (InputStream in = ItemKeyTest.class.getResourceAsStream("/vectors/keys.json")) {
      keys = new ObjectMapper().readTree(in).get("item_keys");
    }
    assertThat(keys).hasSize(2);
    keys.properties()
        .forEach(
            entry ->
                assertThat(HexFormat.of().formatHex(ItemKey.of(entry.getKey()).toBytes()))
                    .isEqualTo(entry.getValue().asText()));
  }

  @Test
  void equalsByItsBits() {
    assertThat(ItemKey.of("x:1"))
        .isEqualTo(ItemKey.of("x:1"))
        .hasSameHashCodeAs(ItemKey.of("x:1"))
        .isNotEqualTo(ItemKey.of("x:2"));
  }
}
