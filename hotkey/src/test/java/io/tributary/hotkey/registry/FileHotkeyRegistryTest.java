package io.tributary.hotkey.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Hotkey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHotkeyRegistryTest {

  private static final Hotkey ALICE = hotkey(1);
  private static final Hotkey BOB = hotkey(2);
  private static final Registration MINER = new Registration(7, false, 0);
  private static final Registration VALIDATOR = new Registration(8, true, 12.5);

  @TempDir Path directory;
  private Path file;
  private final Hands clock = new Hands();

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("registry.json");
    RegistryFile.write(file, 13, Map.of(ALICE, MINER));
  }

  @Test
  void aChangeIsSeenAfterTheInterval() throws Exception {
    FileHotkeyRegistry registry = open();
    assertThat(registry.find(ALICE)).contains(MINER);
    assertThat(registry.find(BOB)).isEmpty();

    RegistryFile.write(file, 13, Map.of(BOB, VALIDATOR));
    clock.pass(Duration.ofSeconds(2));
    assertThat(registry.find(ALICE)).contains(MINER);
    clock.pass(Duration.ofSeconds(1));
    assertThat(registry.find(ALICE)).isEmpty();
    assertThat(registry.find(BOB)).contains(VALIDATOR);
    assertThat(directory.toFile().list()).containsExactly("registry.json");
  }

  @Test
  void aBrokenFileIsBridgedForABoundedTime() throws Exception {
    FileHotkeyRegistry registry = open();
    Files.writeString(file, "{\"netuid\": 13");
    clock.pass(Duration.ofMinutes(5));
    assertThat(registry.find(ALICE)).contains(MINER);
    clock.pass(Duration.ofSeconds(1));
    assertThatThrownBy(() -> registry.find(ALICE))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("registry.json: not JSON");

    RegistryFile.write(file, 13, Map.of(ALICE, VALIDATOR));
    clock.pass(Duration.ofSeconds(3));
    assertThat(registry.find(ALICE)).contains(VALIDATOR);

    Files.delete(file);
    clock.pass(Duration.ofMinutes(6));
    assertThatThrownBy(() -> registry.find(ALICE))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    String alice = "{\"hotkey\":\"" + ALICE + "\",\"uid\":1}";
    assertRefused("[]", "not a JSON object");
    assertRefused("{\"netuid\":12,\"hotkeys\":[]}", "of subnet 12, not of subnet 13");
    assertRefused("{\"netuid\":13}", "hotkeys is missing");
    assertRefused("{\"netuid\":13,\"hotkeys\":[],\"x\":1}", "unknown field x");
    assertRefused(list("{\"hotkey\":\"5abc\",\"uid\":1}"), "hotkeys[0].hotkey");
    assertRefused(list("{\"hotkey\":\"" + ALICE + "\"}"), "hotkeys[0].uid is missing");
    assertRefused(list("{\"hotkey\":\"" + ALICE + "\",\"uid\":70000}"), "0 to 65535");
    assertRefused(list(alice + "," + alice), "hotkeys[1]: " + ALICE + " stands there twice");
    assertRefused(list(alice.replace("1}", "1,\"stake\":-1}")), "hotkeys[0].stake");
    Files.writeString(file, list(alice));
    assertThat(open().find(ALICE)).contains(new Registration(1, false, 0));
  }

  private static String list(String entries) {
    return "{\"netuid\":13,\"hotkeys\":[" + entries + "]}";
  }

  private void assertRefused(String json, String message) throws Exception {
    Files.writeString(file, json);
    assertThatThrownBy(this::open)
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining(message);
  }

  private FileHotkeyRegistry open() throws RegistryUnavailableException {
    return FileHotkeyRegistry.open(file, 13, clock, Duration.ofSeconds(3), Duration.ofMinutes(5));
  }

  private static Hotkey hotkey(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret).hotkey();
  }

  /** A clock that stands still unless moved. */
  private static final class Hands extends Clock {

    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
