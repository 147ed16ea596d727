package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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

  private CommandRun run(String... more) {
    String[] args = {
      "--deployment",
      folder.resolve("deployment.json").toString(),
      "--registry",
      folder.resolve("registry.json").toString(),
      "--state",
      folder.resolve("state").toString(),
      "--role-arn",
      "arn:aws:iam::000000000000:role/upload",
      more[0],
      more[1]
    };
    return CommandRun.of(
        streams -> new AuthCommand(streams, new SecureRandom(), new CountDownLatch(0)), args);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
