package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.chain.ChainTrouble;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.chain.EmbeddedChainOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthCommandTest {

  @TempDir private Path folder;

  @Test
  void saysWhereItListensAndStopsWhenTold() throws IOException {
    write(
        "deployment.json",
        "{\"audience\":\"a\",\"netuid\":13,\"bucket\":\"lake\",\"sinkKeys\":[]}");
    write("registry.json", "{\"netuid\":13,\"hotkeys\":[]}");

    CommandRun run = run("--listen", "127.0.0.1:0");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aTableMayHoldTheStateInsteadOfAFolder() throws IOException {
    write(
        "deployment.json",
        "{\"audience\":\"a\",\"netuid\":13,\"bucket\":\"lake\",\"sinkKeys\":[]}");
    write("registry.json", "{\"netuid\":13,\"hotkeys\":[]}");

    CommandRun run =
        run(
            "--listen",
            "127.0.0.1:0",
            "--state-table",
            "auth",
            "--dynamodb-endpoint",
            "http://127.0.0.1:1");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(folder.resolve("state")).doesNotExist();
    assertThat(run("--state-table", "auth", "--state", "folder").err())
        .contains("mutually exclusive");
  }

  @Test
  void namesTheRevocationThatDoesNotVerify() throws IOException {
    write(
        "deployment.json",
        "{\"audience\":\"a\",\"netuid\":13,\"bucket\":\"lake\",\"sinkKeys\":[]}");
    write("registry.json", "{\"netuid\":13,\"hotkeys\":[]}");
    write("revoked", "\nnothing that was signed\n");

    CommandRun run = run("--revocations", folder.resolve("revoked").toString());

    assertThat(run.err()).contains("revoked, line 2: no revocation: ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void namesTheFileThatIsMissing() {
    CommandRun run = run("--listen", "127.0.0.1:0");

    assertThat(run.err())
        .isEqualTo("tributary: there is no " + folder.resolve("deployment.json") + "\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void refusesAnAddressThatIsNone() {
    CommandRun run = run("--listen", "8470");

    assertThat(run.err()).contains("'8470' is not HOST:PORT");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void theChainMayTellWhoIsRegistered() throws IOException {
    write(
        "deployment.json",
        "{\"audience\":\"a\",\"netuid\":13,\"bucket\":\"lake\",\"sinkKeys\":[]}");
    try (EmbeddedChain chain =
        EmbeddedChain.start(EmbeddedChainOptions.onDemand(13), InstantSource.system())) {
      CommandRun run = runWithout("--chain", chain.uri().toString(), "--listen", "127.0.0.1:0");

      assertThat(run.err()).isEmpty();
      assertThat(run.out()).matches("http://127\\.0\\.0\\.1:[1-9][0-9]*\n");
      assertThat(run.exitCode()).isZero();

      chain.trouble(ChainTrouble.DOWN);
      CommandRun down = runWithout("--chain", chain.uri().toString(), "--listen", "127.0.0.1:0");
      assertThat(down.err())
          .startsWith("tributary: registrations of subnet 13 on the chain at [" + chain.uri())
          .contains("answered HTTP 503");
      assertThat(down.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void theRegistryIsAFileOrTheChain() {
    assertThat(runWithout("--listen", "127.0.0.1:0").err())
        .contains("--registry=FILE")
        .contains("--chain=URL");
    CommandRun both = run("--chain", "http://127.0.0.1:9944");
    assertThat(both.err()).contains("mutually exclusive");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(runWithout("--chain", "wss://node:443").err())
        .contains("instead of wss://node:443 give https://node:443");
  }

  private CommandRun run(String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(List.of("--registry", folder.resolve("registry.json").toString()));
    return runWithout(args.toArray(new String[0]));
  }

  /**
   * Without a registry, if none is among these; the state is in a folder, or in the table named.
   */
  private CommandRun runWithout(String... more) {
    List<String> args = new ArrayList<>(List.of(more));
    args.addAll(
        List.of(
            "--deployment",
            folder.resolve("deployment.json").toString(),
            "--role-arn",
            "arn:aws:iam::000000000000:role/upload"));
    if (!args.contains("--state-table")) {
      args.addAll(List.of("--state", folder.resolve("state").toString()));
    }
    return CommandRun.of(
        streams -> new AuthCommand(streams, new SecureRandom(), new CountDownLatch(0)),
        args.toArray(new String[0]));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
