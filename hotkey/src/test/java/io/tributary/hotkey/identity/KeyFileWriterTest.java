package io.tributary.hotkey.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.hotkey.Vectors;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileWriterTest {

  @TempDir Path folder;

  @Test
  void writesWhatBtwalletWrites() throws Exception {
    JsonNode reference =
        new ObjectMapper()
            .readTree(
                Vectors.group("btwallet_keyfile")
                    .findFirst()
                    .orElseThrow()
                    .get("content")
                    .asText());
    byte[] seed = HexFormat.of().parseHex(reference.get("secretSeed").asText().substring(2));
    Path file = folder.resolve("hotkey");
    KeyFileWriter.write(file, seed);
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertThat(written.size()).isEqualTo(5);
    for (String field :
        new String[] {"accountId", "publicKey", "privateKey", "secretSeed", "ss58Address"}) {
      assertThat(written.get(field)).isEqualTo(reference.get(field));
    }
    assertThat(KeyFile.read(file).signer().publicKey())
        .isEqualTo(LocalSigner.fromMiniSecret(seed).publicKey());
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path file = folder.resolve("hotkey");
    KeyFileWriter.write(file, new byte[32]);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void neverOverwritesAKey() throws Exception {
    Path file = Files.writeString(folder.resolve("hotkey"), "a key");
    assertThatThrownBy(() -> KeyFileWriter.write(file, new byte[32]))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(file.toString());
    assertThat(file).hasContent("a key");
  }
}
