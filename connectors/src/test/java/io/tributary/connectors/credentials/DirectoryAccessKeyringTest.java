package io.tributary.connectors.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.hotkey.identity.KeyFileWriter;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.schemas.Hotkey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryAccessKeyringTest {

  @TempDir Path folder;

  private static byte[] seed(int number) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) number);
    return seed;
  }

  @Test
  void whatIsBrokenOfOneMinerSaysNothingOfOthers() throws Exception {
    Hotkey miner = LocalSigner.fromMiniSecret(seed(1)).hotkey();
    AccessKeyring keyring = new DirectoryAccessKeyring(folder);
    assertThat(keyring.find(miner)).isEmpty();
    Path file = folder.resolve(miner.address() + ".key");
    KeyFileWriter.write(file, seed(2));
    // A session key without its grant.
    AuthUnavailableException broken =
        catchThrowableOfType(AuthUnavailableException.class, () -> keyring.find(miner));
    assertThat(broken).hasMessage("the access key of " + miner + " cannot be read");
    assertThat(broken.isOfOneMiner()).isTrue();
    Files.delete(file);
    KeyFileWriter.write(file, seed(1));
    assertThat(keyring.find(miner).orElseThrow().grant()).isEmpty();
  }
}
