package io.tributary.hotkey.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.Vectors;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a file that libsodium encrypted. */
class EncryptedKeyFileTest {

  private static final String PASSPHRASE = "correct horse battery staple ö";

  @TempDir private Path folder;

  @Test
  void readsWhatLibsodiumEncryptedAndOverwritesThePassphrase() throws Exception {
    Path file = Files.write(folder.resolve("hotkey"), resource("hotkey.nacl"));
    AtomicReference<char[]> given = new AtomicReference<>();
    KeyFile key =
        KeyFile.read(
            file,
            asked -> {
              assertThat(asked).isEqualTo(file);
              given.set(PASSPHRASE.toCharArray());
              return Optional.of(given.get());
            });
    assertThat(key.canSign()).isTrue();
    assertThat(key.publicKey()).isEqualTo(firstVectorKey());
    assertThat(given.get()).containsOnly('\0');
  }

  @Test
  void saysThatThePassphraseIsAnother() throws Exception {
    Path file = Files.write(folder.resolve("hotkey"), resource("hotkey.nacl"));
    assertThatThrownBy(() -> KeyFile.read(file, asked -> Optional.of("secret".toCharArray())))
        .isInstanceOfSatisfying(
            KeyFileException.class,
            e -> assertThat(e.reason()).isEqualTo(KeyFileFault.WRONG_PASSPHRASE))
        .hasMessageContaining("the passphrase does not open it")
        .hasMessageNotContaining("secret");
  }

  @Test
  void saysWhatToDoWithoutAPassphrase() throws Exception {
    Path file = Files.write(folder.resolve("hotkey"), resource("hotkey.nacl"));
    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOfSatisfying(
            KeyFileException.class, e -> assertThat(e.reason()).isEqualTo(KeyFileFault.ENCRYPTED))
        .hasMessageStartingWith("ENCRYPTED: it is encrypted by NaCl; set TRIBUTARY_KEY_PASSPHRASE");
  }

  @Test
  void anyChangedBitIsNoticed() throws Exception {
    byte[] key = HexFormat.of().parseHex(new String(resource("hotkey.nacl.key"), UTF_8).strip());
    byte[] content = resource("hotkey.nacl");
    byte[] opened = EncryptedKeyFile.open(key, content);
    assertThat(KeyFile.parse(new String(opened, UTF_8)).publicKey()).isEqualTo(firstVectorKey());
    for (int i = 5; i < content.length; i++) {
      byte[] changed = content.clone();
      changed[i] ^= (byte) (1 << (i % 8));
      assertThatThrownBy(() -> EncryptedKeyFile.open(key, changed))
          .isInstanceOf(KeyFileException.class)
          .hasMessageStartingWith("WRONG_PASSPHRASE: ");
    }
  }

  @Test
  void anEncryptedFileCutShortIsMalformed() throws Exception {
    byte[] content = resource("hotkey.nacl");
    for (int length = 5; length < 5 + 24 + 16; length++) {
      Path file = Files.write(folder.resolve("hotkey" + length), Arrays.copyOf(content, length));
      assertThatThrownBy(() -> KeyFile.read(file, asked -> Optional.of(new char[1])))
          .isInstanceOf(KeyFileException.class)
          .hasMessageStartingWith("MALFORMED: it starts as an encrypted file but is cut short");
    }
  }

  @Test
  void saysHowToGetMoreHeap() throws Exception {
    EncryptedKeyFile.requireHeap(1L << 30);
    assertThatThrownBy(() -> EncryptedKeyFile.requireHeap(256L << 20))
        .isInstanceOf(KeyFileException.class)
        .hasMessage(
            "MEMORY: decrypting it needs 600 MiB of heap, and this process may use 256 MiB; set"
                + " TRIBUTARY_HEAP=1200m, or -Xmx of Java, and try again");
  }

  private static byte[] firstVectorKey() {
    return Vectors.bytes(Vectors.group("btwallet_keyfile").findFirst().orElseThrow(), "publicKey");
  }

  private static byte[] resource(String name) throws Exception {
    try (InputStream in = EncryptedKeyFileTest.class.getResourceAsStream("/keyfiles/" + name)) {
      return in.readAllBytes();
    }
  }
}
