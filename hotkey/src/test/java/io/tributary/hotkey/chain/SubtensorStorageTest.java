package io.tributary.hotkey.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.hotkey.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtensorStorageTest {

  private final Map<String, JsonNode> vectors =
      Vectors.group("storage_keys").collect(Collectors.toMap(v -> v.get("id").asText(), v -> v));

  @Test
  void keysAreThoseOfTheVectors() {
    JsonNode uid = vectors.get("sk-1");
    assertThat(SubtensorStorage.uid(13, Vectors.bytes(uid, "hotkey")).hex())
        .isEqualTo(uid.get("key").asText());
    assertThat(SubtensorStorage.validatorPermits(13).hex()).isEqualTo(key("sk-2"));
    assertThat(SubtensorStorage.key(13, 7).hex()).isEqualTo(key("sk-3"));
    assertThat(SubtensorStorage.uidCount(13).hex()).isEqualTo(key("sk-6"));
  }

  @Test
  void numbersAreLittleEndian() {
    assertThat(SubtensorStorage.key(0x1234, 0xfedc).hex()).endsWith("3412dcfe");
    assertThatThrownBy(() -> SubtensorStorage.uidCount(65_536))
        .hasMessage("not a number of 16 bits: 65536");
    assertThatThrownBy(() -> SubtensorStorage.key(1, -1)).hasMessage("not a number of 16 bits: -1");
  }

  @ParameterizedTest
  @CsvSource({
    "SubtensorModule, Uids, " + SubtensorStorage.UIDS,
    "SubtensorModule, Keys, " + SubtensorStorage.KEYS,
    "SubtensorModule, ValidatorPermit, " + SubtensorStorage.VALIDATOR_PERMIT,
    "SubtensorModule, SubnetworkN, " + SubtensorStorage.SUBNETWORK_N,
    "Timestamp, Now, " + SubtensorStorage.TIMESTAMP_NOW
  })
  void prefixesAreTwox128OfTheNames(String pallet, String item, String prefix) {
    assertThat(twox128(pallet) + twox128(item)).isEqualTo(prefix);
  }

  private String key(String id) {
    return vectors.get(id).get("key").asText();
  }

  /** XXH64 with seed 0, then with seed 1, each little-endian. */
  private static String twox128(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(FakeSubnet.littleEndian(xxh64(bytes, 0), 8))
        + HexFormat.of().formatHex(FakeSubnet.littleEndian(xxh64(bytes, 1), 8));
  }

  /** XXH64 of fewer than 32 bytes, which all these names have. */
  private static long xxh64(byte[] bytes, long seed) {
    long p1 = 0x9E3779B185EBCA87L;
    long p2 = 0xC2B2AE3D27D4EB4FL;
    long p3 = 0x165667B19E3779F9L;
    long p4 = 0x85EBCA77C2B2AE63L;
    long p5 = 0x27D4EB2F165667C5L;
    assertThat(bytes.length).isLessThan(32);
    long h = seed + p5 + bytes.length;
    int i = 0;
    for (; i + 8 <= bytes.length; i += 8) {
      h ^= Long.rotateLeft(read(bytes, i, 8) * p2, 31) * p1;
      h = Long.rotateLeft(h, 27) * p1 + p4;
    }
    if (i + 4 <= bytes.length) {
      h ^= read(bytes, i, 4) * p1;
      h = Long.rotateLeft(h, 23) * p2 + p3;
      i += 4;
    }
    for (; i < bytes.length; i++) {
      h ^= (bytes[i] & 0xFFL) * p5;
      h = Long.rotateLeft(h, 11) * p1;
    }
    h = (h ^ (h >>> 33)) * p2;
    h = (h ^ (h >>> 29)) * p3;
    return h ^ (h >>> 32);
  }

  private static long read(byte[] bytes, int at, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[at + i] & 0xFFL) << (8 * i);
    }
    return value;
  }
}
