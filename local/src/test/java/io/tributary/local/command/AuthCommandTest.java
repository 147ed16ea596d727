package io.tributary.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.chain.ChainTrouble;
import io.tributary.local.chain.EmbeddedChain;
import io.tributary.local.chain.EmbeddedChainOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuthCommandTest {

  @TempDir private Path folder;

  @Test
  void saysWhereItListensAndStopsWhenTold() throws IOException {
    writeInput();

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
  void aTableMayHoldTheStateInsteadOfAFolder() throws IOException {
    writeInput();

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
        .startsWith("Say where state is kept by one option only");
    assertThat(run("--state-table", "auth", "--revocations", "file").err())
        .startsWith("--revocations has a meaning with --state only");
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
  void boundsThatAllowNothingAreRefused() throws IOException {
    writeInput();
    for (List<String> bound :
        List.of(
            List.of("--threads", "3", "4 threads or more, not 3"),
            List.of("--requests-per-minute", "0", "a quota must allow something"),
            List.of("--gib-per-day", "0", "a quota must allow something"),
            List.of("--max-grant-days", "0", "grants must be allowed to live"),
            List.of("--stake-floor", "NaN", "the stake floor is 0 or more, not NaN"),
            List.of("--connections-per-address", "-1", "connections must be allowed"))) {
      CommandRun run = run("--listen", "127.0.0.1:0", bound.get(0), bound.get(1));

      assertThat(run.err()).contains(bound.get(2));
      assertThat(run.exitCode()).isNotZero();
    }
  }

  @Test
  void theRegistryIsAFileOrTheChain() {
    CommandRun none = runWithout("--listen", "127.0.0.1:0");
    assertThat(none.err()).startsWith("Say who is registered: --registry=FILE or --chain=URL\n");
    assertThat(none.exitCode()).isEqualTo(2);
    CommandRun both = run("--chain", "http://127.0.0.1:9944");
    assertThat(both.err()).startsWith("Say who is registered by one option only, either ");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(runWithout("--chain", "wss://node:443").err())
        .contains("instead of wss://node:443 give https://node:443");
  }

  @Test
  void auditLinesAreWrittenWhereTheyAreWanted() throws Exception {
    writeInput();

    CommandRun toFile = asked("--listen", "127.0.0.1:0", "--no-v1");
    assertThat(toFile.err()).isEmpty();
    try (Stream<Path> files = Files.list(folder.resolve("state/audit"))) {
      Path file = files.findFirst().orElseThrow();
      assertThat(file.getFileName().toString()).matches("audit-\\d{8}\\.jsonl");
      assertThat(Files.readString(file)).contains("\"outcome\":\"VERSION_OFF\"").endsWith("}\n");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }

    CommandRun toError = asked("--listen", "127.0.0.1:0", "--audit", "stderr");
    assertThat(toError.err()).contains("\"outcome\":\"MALFORMED\"").endsWith("}\n");
  }

  /** Runs the service for as long as one request of version 1 takes. */
  private CommandRun asked(String... more) throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    PipedInputStream said = new PipedInputStream();
    StringWriter err = new StringWriter();
    PrintWriter errors = new PrintWriter(err, true);
    Streams streams =
        new Streams(InputStream.nullInputStream(), new PipedOutputStream(said), errors);
    AuthCommand command = new AuthCommand(streams, new SecureRandom(), stop);
    CompletableFuture<Integer> exit =
        CompletableFuture.supplyAsync(() -> new CommandLine(command).execute(args(more)));
    try (BufferedReader out = new BufferedReader(new InputStreamReader(said, UTF_8))) {
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(out.readLine() + "/auth"))
                  .POST(HttpRequest.BodyPublishers.ofString("{}"))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      stop.countDown();
      return new CommandRun(exit.join(), "", err.toString());
    }
  }

  private CommandRun run(String... more) {
    return runWith(args(more));
  }

  /**
   * Without a registry, if none is among these; the state is in a folder, or in the table named.
   */
  private CommandRun runWithout(String... more) {
    return runWith(withoutRegistry(more).toArray(String[]::new));
  }

  private static CommandRun runWith(String... args) {
    return CommandRun.of(
        streams -> new AuthCommand(streams, new SecureRandom(), new CountDownLatch(0)), args);
  }

  private String[] args(String... more) {
    List<String> args = withoutRegistry(more);
    args.addAll(List.of("--registry", folder.resolve("registry.json").toString()));
    return args.toArray(String[]::new);
  }

  private List<String> withoutRegistry(String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("--deployment", folder.resolve("deployment.json").toString()));
    if (!List.of(more).contains("--state-table")) {
      args.addAll(List.of("--state", folder.resolve("state").toString()));
    }
    args.addAll(List.of("--role-arn", "arn:aws:iam::000000000000:role/upload"));
    args.addAll(List.of(more));
    return args;
  }

  private void writeInput() throws IOException {
    write(
        "deployment.json",
        "{\"audience\":\"a\",\"netuid\":13,\"bucket\":\"lake\",\"sinkKeys\":[]}");
    write("registry.json", "{\"netuid\":13,\"hotkeys\":[]}");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
