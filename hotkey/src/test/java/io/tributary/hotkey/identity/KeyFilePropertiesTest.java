package io.tributary.hotkey.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.Vectors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

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

  @Property(tries = 300)
  void anyFileIsReadOrRefused(@ForAll @Size(max = 200) byte[] bytes, @ForAll boolean marked)
      throws Exception {
    byte[] content = bytes.clone();
    if (marked) {
      byte[] mark = "$NACL".getBytes(StandardCharsets.US_ASCII);
      content = Arrays.copyOf(mark, mark.length + bytes.length);
      System.arraycopy(bytes, 0, content, mark.length, bytes.length);
    }
    Path file = Files.createTempFile("key", null);
    try {
      Files.write(file, content);
      assertThat(KeyFile.read(file).publicKey()).hasSize(32);
    } catch (KeyFileException e) {
      assertThat(e).hasMessageStartingWith(e.reason() + ": ");
      assertThat(marked).isEqualTo(e.reason() == KeyFileFault.ENCRYPTED);
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 300)
  void anyBoxIsOpenedOrRefused(@ForAll @Size(32) byte[] key, @ForAll @Size(max = 300) byte[] box)
      throws KeyFileException {
    byte[] content = Arrays.copyOf(box, Math.max(box.length, 5 + 24 + 16));
    EncryptedKeyFile.requireLength(content);
    assertThatThrownBy(() -> EncryptedKeyFile.open(key, content))
        .isInstanceOf(KeyFileException.class)
        .hasMessageStartingWith("WRONG_PASSPHRASE: ");
  }

  @Property
  void aKeyFileWithSomethingElseInItIsReadOrRefused(
      @ForAll @IntRange(max = 600) int from,
      @ForAll @IntRange(max = 70) int length,
      @ForAll @StringLength(max = 70) String noise) {
    String whole =
        Vectors.group("btwallet_keyfile").findFirst().orElseThrow().get("content").asText();
    int start = Math.min(from, whole.length());
    int end = Math.min(start + length, whole.length());
    readsOrRefuses(whole.substring(0, start) + noise + whole.substring(end));
  }

  private static void readsOrRefuses(String text) {
    try {
      assertThat(KeyFile.parse(text).publicKey()).hasSize(32);
    } catch (KeyFileException e) {
      assertThat(e).hasMessageStartingWith(e.reason() + ": ");
    }
  }
}
