package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.Deployment;
import io.tributary.hotkey.access.GrantFile;
import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.identity.KeyFile;
import io.tributary.hotkey.identity.KeyFileWriter;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.registry.Registration;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.SourceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code key grant}, {@code key revoke} and {@code key inspect} of what they write. */
class KeyGrantsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final KeySecrets SECRETS = new KeySecrets(Map.of(), file -> Optional.empty());

  @TempDir private Path folder;

  private Path hotkeyFile;
  private Path sessionFile;
  private Hotkey hotkey;
  private byte[] session;

  @BeforeEach
  void write() throws Exception {
    hotkeyFile = key("hotkey", 1);
    sessionFile = key("session", 3);
    hotkey = KeyFile.read(hotkeyFile).hotkey();
    session = KeyFile.read(sessionFile).publicKey();
  }

  private Path key(String name, int seed) throws Exception {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    Path file = folder.resolve(name);
    KeyFileWriter.write(file, secret);
    return file;
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private CommandRun grant(String... more) {
    return grant(Instant.now(), more);
  }

  private CommandRun grant(Instant now, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--key", hotkeyFile.toString(),
                "--audience", "main",
                "--out", file("grant").toString()));
    args.addAll(List.of(more));
    return CommandRun.of(
        streams ->
            new KeyGrantCommand(streams, SECRETS, new SecureRandom(), InstantSource.fixed(now)),
        args.toArray(new String[0]));
  }

  private CommandRun grantOfBatches() {
    return grant(
        "--session-key", sessionFile.toString(),
        "--purpose", "batch",
        "--sources", "x,reddit",
        "--days", "30");
  }

  private CommandRun revoke(String... more) {
    List<String> args = new ArrayList<>(List.of("--key", hotkeyFile.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(
        streams -> new KeyRevokeCommand(streams, SECRETS, InstantSource.system()),
        args.toArray(new String[0]));
  }

  private CommandRun inspect(Path what) {
    return CommandRun.of(
        streams -> new KeyInspectCommand(streams, SECRETS), what.toString(), "--json");
  }

  @Test
  void aGrantIsWrittenSignedAndTold() throws Exception {
    CommandRun run =
        grant(
            NOW,
            "--session-key",
            sessionFile.toString(),
            "--purpose",
            "batch",
            "--sources",
            "x,reddit",
            "--netuid",
            "13",
            "--days",
            "90");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out() + run.err())
        .contains(hotkey.address(), "\"purpose\":\"BATCH\"", "purpose    BATCH", "audience   main")
        .contains("2026-11-22T11:55:00Z", "2027-02-20T11:55:00Z");
    SignedGrant grant = GrantFile.read(file("grant"));
    SessionGrant body =
        GrantVerifier.verify(grant, hotkey, session, Purpose.BATCH, NOW, "main", 13);
    assertThat(body.sources()).containsExactlyInAnyOrder(SourceId.X, SourceId.REDDIT);
    assertThat(run.out() + run.err()).doesNotContain(grant.signature().hex());
  }

  @Test
  void aSessionKeyMayBeNamedInThreeWays() throws Exception {
    for (String name :
        List.of(
            sessionFile.toString(),
            HexFormat.of().formatHex(session),
            "0x" + HexFormat.of().formatHex(session),
            Ss58.encode(session).address())) {
      CommandRun run =
          grant(
              "--session-key",
              name,
              "--purpose",
              "ACCESS",
              "--sources",
              "2",
              "--until",
              Instant.now().plus(Duration.ofDays(2)).toString(),
              "--json");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .matches("\\{\"kind\":\"grant\",.*\\}\n")
          .contains("\"sessionKey\":\"" + HexFormat.of().formatHex(session) + "\"")
          .contains("\"purpose\":\"ACCESS\",\"sources\":\"X\"", "\"valid\":true");
    }
  }

  @Test
  void whatNoVerifierWouldTakeIsNotMade() {
    failed(
        "none may live longer than 90 days",
        grant(
            "--session-key",
            sessionFile.toString(),
            "--purpose",
            "batch",
            "--sources",
            "x",
            "--days",
            "91"));
    failed(
        "before it begins",
        grant(
            "--session-key",
            sessionFile.toString(),
            "--purpose",
            "batch",
            "--sources",
            "x",
            "--until",
            "2020-01-01T00:00:00Z"));
    failed(
        "the session key is the hotkey itself",
        grant(
            "--session-key",
            hotkeyFile.toString(),
            "--purpose",
            "batch",
            "--sources",
            "x",
            "--days",
            "1"));
    failed(
        "sources are x and reddit, separated by a comma, not ''",
        grant(
            "--session-key",
            sessionFile.toString(),
            "--purpose",
            "batch",
            "--sources",
            "",
            "--days",
            "1"));
    failed(
        "a grant is for batch or for access, not both",
        grant(
            "--session-key",
            sessionFile.toString(),
            "--purpose",
            "both",
            "--sources",
            "x",
            "--days",
            "1"));
    failed(
        "neither a key file, nor an address, nor 64 hex digits: 5nobody",
        grant("--session-key", "5nobody", "--purpose", "batch", "--sources", "x", "--days", "1"));
    assertThat(file("grant")).doesNotExist();
  }

  private static void failed(String message, CommandRun run) {
    assertThat(run.err()).startsWith("tributary: ").contains(message);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void inspectTellsWhetherAGrantHolds() throws Exception {
    grantOfBatches();
    CommandRun good = inspect(file("grant"));
    assertThat(good.out()).startsWith("{\"kind\":\"grant\",").contains("\"valid\":true");
    assertThat(good.exitCode()).isZero();
    grant(
        NOW.minus(Duration.ofDays(3000)),
        "--session-key",
        sessionFile.toString(),
        "--purpose",
        "batch",
        "--sources",
        "x",
        "--days",
        "1");
    CommandRun ended = inspect(file("grant"));
    assertThat(ended.out()).contains("\"valid\":false,\"reason\":\"EXPIRED\"");
    assertThat(ended.exitCode()).isEqualTo(1);
    SignedGrant grant = GrantFile.read(file("grant"));
    GrantFile.write(file("forged"), new SignedGrant(grant.body(), Octets.of(new byte[64])));
    assertThat(inspect(file("forged")).out()).contains("\"reason\":\"SIGNATURE_INVALID\"");
    CommandRun key = inspect(hotkeyFile);
    assertThat(key.out()).contains("\"canSign\":true").doesNotContain("kind");
    Files.writeString(file("odd"), "{\"grant\":\"AAAA\"}");
    failed("", inspect(file("odd")));
  }

  @Test
  void aRevocationIsWrittenAndTold() throws Exception {
    CommandRun run =
        revoke(
            "--session-key", sessionFile.toString(),
            "--audience", "main",
            "--out", file("revocation").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    Revocation revocation = RevocationFile.read(file("revocation")).verify();
    assertThat(revocation.hotkey()).isEqualTo(hotkey);
    assertThat(revocation.sessionKey()).contains(Octets.of(session));
    assertThat(revocation.netuid()).isEqualTo(13);
    assertThat(run.out()).isEqualTo(inspect(file("revocation")).out()).contains("\"valid\":true");
  }

  @Test
  void aGrantSaysWhatIsToBeRevoked() throws Exception {
    grantOfBatches();
    CommandRun run =
        revoke("--grant", file("grant").toString(), "--out", file("revocation").toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    Revocation revocation = RevocationFile.read(file("revocation")).verify();
    assertThat(revocation.covers(SessionGrant.decode(GrantFile.read(file("grant")).body().bytes())))
        .isTrue();
    failed(
        "the grant is for main on subnet 13",
        revoke("--grant", file("grant").toString(), "--audience", "b", "--out", "x"));
    hotkeyFile = key("other", 9);
    failed("which alone can revoke it", revoke("--grant", file("grant").toString(), "--out", "x"));
  }

  @Test
  void whatIsMissingIsNamed() {
    failed("--out, --send or --bootstrap", revoke("--all", "--audience", "main"));
    failed("--audience", revoke("--all", "--out", file("revocation").toString()));
    failed(
        "the session key is the hotkey itself",
        revoke("--session-key", hotkey.address(), "--audience", "main", "--out", "x"));
  }

  @Test
  void aServiceKeepsItAndOneThatIsGoneIsNamed() throws Exception {
    try (AuthServer auth = auth().start()) {
      String[] args = {
        "--all",
        "--audience",
        "main",
        "--send",
        auth.uri().toString(),
        "--send",
        "http://127.0.0.1:1"
      };
      CommandRun run = revoke(args);
      assertThat(run.err())
          .contains("only grants that begin after 20", "make them with --from")
          .contains("arrived: " + auth.uri() + "\n")
          .contains("NOT arrived: http://127.0.0.1:1: ");
      assertThat(run.exitCode()).isEqualTo(1);
      CommandRun again = revoke("--all", "--audience", "main", "--send", auth.uri().toString());
      assertThat(again.exitCode()).as(again.err()).isZero();
      CommandRun elsewhere = revoke("--all", "--audience", "test", "--send", auth.uri().toString());
      assertThat(elsewhere.err())
          .contains("the service refused: ", "Signed for another deployment");
      assertThat(elsewhere.exitCode()).isEqualTo(1);
    }
    List<String> lines = Files.readAllLines(file("state").resolve("revocations.jsonl"));
    assertThat(lines).isNotEmpty().allMatch(line -> line.contains(hotkey.address()));
  }

  private AuthServer auth() {
    return new AuthServer(
        AuthOptions.of(new Deployment("main", 13, "lake", Set.of()), file("state")),
        any -> Optional.of(new Registration(1, false, 0)),
        session -> {
          throw new AssertionError("a revocation never reaches the token service");
        },
        InstantSource.system(),
        new SecureRandom());
  }
}
