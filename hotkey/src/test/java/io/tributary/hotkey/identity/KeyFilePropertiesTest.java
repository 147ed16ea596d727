package io.tributary.hotkey.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyFilePropertiesTest {

  @Provide
  Arbitrary<String> nearlyKeyFiles() {
    Arbitrary<String> names =
        Arbitraries.of(
            "accountId", "publicKey", "privateKey", "secretPhrase", "secretSeed", "ss58Address");
    Arbitrary<String> hex =
        Arbitraries.strings().withChars("0123456789abcdefx").ofMaxLength(130).map(h -> "0x" + h);
    Arbitrary<String> keys =
        Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).map(h -> "0x" + h);
    Arbitrary<String> values = Arbitraries.oneOf(hex, keys).map(text -> '"' + text + '"');
    Arbitrary<String> odd = Arbitraries.of("null", "1", "{}", "\"\"", "true");
    Arbitrary<Map<String, String>> fields =
        Arbitraries.maps(names, Arbitraries.oneOf(values, values, odd)).ofMaxSize(4);
    return fields.map(
        map ->
            map.entrySet().stream()
                .map(e -> '"' + e.getKey() + "\":" + e.getValue())
                .collect(java.util.stream.Collectors.joining(",", "{", "}")));
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    readsOrRefuses(text);
  }

  @Property
  void anyFieldsAreReadOrRefused(@ForAll("nearlyKeyFiles") String text) {
    readsOrRefuses(text);
  }

  private static void readsOrRefuses(String text) {
    try {
      assertThat(KeyFile.parse(text).publicKey()).hasSize(32);
    } catch (KeyFileException e) {
      assertThat(e).hasMessageStartingWith(e.reason() + ": ");
    }
  }
}
