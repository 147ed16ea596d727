package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.hotkey.command.KeyNew;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyServeCommandTest {

  private static final KeySecrets NOTHING = new KeySecrets(Map.of(), question -> Optional.empty());

  @TempDir private Path folder;

  @Test
  void tellsItsAddressAndStopsWhenToldTo() throws Exception {
    CommandRun run = serve("--listen", "127.0.0.1:0", "--allow", "BATCH", "ACCESS");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).matches("http://127\\.0\\.0\\.1:\\d+\\n");
  }

  @Test
  void doesNotListenToOthersWithoutAToken() throws Exception {
    CommandRun run = serve("--listen", "0.0.0.0:0");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("needs a token; set TRIBUTARY_SIGNER_TOKEN");
  }

  private CommandRun serve(String... options) throws Exception {
    Path file = folder.resolve("hotkey");
    KeyNew.create(file, new SecureRandom());
    String[] arguments = new String[options.length + 2];
    arguments[0] = "--key";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.of(
        streams -> new KeyServeCommand(streams, NOTHING, new CountDownLatch(0)), arguments);
  }
}
