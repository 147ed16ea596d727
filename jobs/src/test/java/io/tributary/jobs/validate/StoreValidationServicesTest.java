package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreValidationServicesTest {

  @TempDir Path folder;
  private Path key;

  @BeforeEach
  void makeKey() throws Exception {
    key = folder.resolve("validator.json");
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 9);
    KeyFileWriter.write(key, seed);
  }

  private ValidationServices services(String listing) throws Exception {
    ValidationOptions options =
        ValidationOptions.parse(
            new String[] {
              "--bootstrap",
              "kafka:9092",
              "--audience",
              "lake-1",
              "--chain",
              "http://node",
              "--bucket",
              "lake",
              "--auth-endpoint",
              "http://127.0.0.1:1",
              "--validator-key",
              key.toString(),
              "--listing",
              listing
            });
    return InstantiationUtil.clone(
        new StoreValidationServices(options.reading(), options.settings(), options.beacon()));
  }

  @Test
  void theyAreOpenedWhereTheyAreUsed() throws Exception {
    try (ValidationServices.Opened opened = services("true").open()) {
      assertThat(opened.validator().publicKey()).isEqualTo(KeyFile.read(key).publicKey());
      assertThat(opened.listing()).isPresent();
    }
    try (ValidationServices.Opened opened = services("false").open()) {
      assertThat(opened.listing()).isEmpty();
    }
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws Exception {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    for (String modes : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(modes));
      assertThatThrownBy(() -> services("true").open())
          .hasMessageContaining("the validator's key " + key + " is open to others (" + modes)
          .hasMessageEndingWith("set its mode to 0600");
    }
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
    services("true").open().close();
  }

  @Test
  void aKeyThatIsNoneIsRefused() throws Exception {
    Files.writeString(key, "{\"secretSeed\": \"0x12\"}");
    assertThatThrownBy(() -> services("true").open())
        .hasMessageContaining("the validator's key " + key + " cannot be used: ")
        .hasMessageNotContaining("0x12");
  }
}
