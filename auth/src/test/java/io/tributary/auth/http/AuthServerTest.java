package io.tributary.auth.http;

import static io.tributary.auth.World.BOTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.auth.AuthOptions;
import io.tributary.auth.AuthServer;
import io.tributary.auth.StsException;
import io.tributary.auth.World;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.access.Purpose;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.access.SignedRevocation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthServerTest {

  @TempDir private Path folder;

  private final World world = new World();
  private final HttpClient http = HttpClient.newHttpClient();
  private AuthServer server;

  @BeforeEach
  void start() throws Exception {
    world.now = World.START;
    server =
        new AuthServer(
                AuthOptions.of(world.deployment, folder.resolve("state")),
                world,
                world,
                world,
                new SecureRandom())
            .start();
    world.now = World.START.plusSeconds(60);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private void refused(byte[] body, AccessReason reason) throws Exception {
    HttpResponse<byte[]> response = send("POST", "/v2/access", body);
    assertThat(response.statusCode()).isEqualTo(reason.httpStatus());
    assertThat(AccessAnswer.readRefused(response.body()).reason()).isEqualTo(reason);
  }

  private Path evidence() {
    return folder.resolve("state/evidence/evidence-20260301.jsonl");
  }

  @Test
  void aSignedRequestGetsCredentialsOnce() throws Exception {
    SignedAccessRequest signed = world.signed(world.upload());
    HttpResponse<byte[]> response = send("POST", "/v2/access", signed.toJson());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    IssuedCredentials issued = AccessAnswer.readIssued(response.body());
    assertThat(issued.sessionToken()).isEqualTo("very-secret-token");
    assertThat(issued.expiration()).isEqualTo(world.now.plusSeconds(900));
    refused(signed.toJson(), AccessReason.REPLAYED);
  }

  @Test
  void evidenceHoldsTheRequestForItsOwnerOnly() throws Exception {
    SignedAccessRequest signed = world.signed(world.upload());
    send("POST", "/v2/access", signed.toJson());
    refused(signed.toJson(), AccessReason.REPLAYED);
    List<String> lines = Files.readAllLines(evidence());
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains("\"outcome\":\"GRANTED\"")
        .contains(Base64.getEncoder().encodeToString(signed.toJson()))
        .doesNotContain("very-secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(evidence())))
        .isEqualTo("rw-------");
  }

  @Test
  void withoutEvidenceNoCredentials() throws Exception {
    Files.createDirectory(evidence());
    refused(world.signed(world.upload()).toJson(), AccessReason.INTERNAL);
  }

  @Test
  void oddBodiesAndRoutes() throws Exception {
    refused(new byte[0], AccessReason.MALFORMED);
    refused("{}".getBytes(StandardCharsets.UTF_8), AccessReason.MALFORMED);
    refused(
        "{\"request\":\"AA==\",\"x\":1}".getBytes(StandardCharsets.UTF_8), AccessReason.MALFORMED);
    refused("[".repeat(16_000).getBytes(StandardCharsets.UTF_8), AccessReason.MALFORMED);
    refused(new byte[] {(byte) 0xC3, 0x28}, AccessReason.MALFORMED);
    refused("{}".getBytes(StandardCharsets.UTF_16), AccessReason.MALFORMED);
    refused(new byte[16 * 1024 + 1], AccessReason.REQUEST_TOO_LARGE);
    String text = new String(world.signed(world.upload()).toJson(), StandardCharsets.UTF_8);
    String twice = "{\"grant\":null," + text.substring(1);
    refused(twice.getBytes(StandardCharsets.UTF_8), AccessReason.MALFORMED);
    assertThat(send("GET", "/v2/access", new byte[0]).statusCode()).isEqualTo(405);
    assertThat(send("POST", "/v2/access/", new byte[0]).statusCode()).isEqualTo(404);
    assertThat(send("POST", "/v2/access?x=1", new byte[0]).statusCode()).isEqualTo(404);
    assertThat(send("GET", "/health", new byte[0]).body()).isEqualTo(bytes("{\"status\":\"ok\"}"));
  }

  @Test
  void aRevocationIsKeptAndEndsTheGrant() throws Exception {
    byte[] revocation =
        RevocationFile.toLine(world.revocation(world.miner, Optional.of(world.session)));
    assertThat(send("POST", "/v2/access", world.signed(world.upload()).toJson()).statusCode())
        .isEqualTo(200);
    String digest = RevocationFile.fromLine(revocation).digest().hex();
    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> kept = send("POST", "/v2/revocations", revocation);
      assertThat(kept.statusCode()).isEqualTo(200);
      assertThat(new String(kept.body(), StandardCharsets.UTF_8))
          .matches("\\{\"digest\":\"" + digest + "\",\"requestId\":\"[0-9a-f]{32}\"}");
    }
    refused(world.signed(world.upload()).toJson(), AccessReason.GRANT_REVOKED);
    Path file = folder.resolve("state/revocations.jsonl");
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(Files.readAllLines(evidence())).as("only that of the credentials").hasSize(1);
    Files.writeString(file, "garbage\n", StandardOpenOption.APPEND);
    world.now = world.now.plusSeconds(3);
    refused(world.signed(world.upload()).toJson(), AccessReason.REVOCATIONS_UNAVAILABLE);
    assertThat(send("POST", "/v2/revocations", revocation).statusCode()).isEqualTo(503);
  }

  @Test
  void whatIsNoRevocationIsRefused() throws Exception {
    SignedRevocation good = world.revocation(world.miner, Optional.empty());
    String envelope = Base64.getEncoder().encodeToString(good.encode());
    assertThat(send("GET", "/v2/revocations", new byte[0]).statusCode()).isEqualTo(405);
    refusedRevocation("", AccessReason.MALFORMED);
    refusedRevocation("{}", AccessReason.MALFORMED);
    refusedRevocation("{\"revocation\":\"*\"}", AccessReason.MALFORMED);
    refusedRevocation("{\"revocation\":\"AAAA\"}", AccessReason.MALFORMED);
    refusedRevocation("{\"revocation\":\"" + envelope + "\",\"x\":1}", AccessReason.MALFORMED);
    refusedRevocation(
        "{\"revocation\":\"" + envelope + "\",\"revocation\":\"" + envelope + "\"}",
        AccessReason.MALFORMED);
    refusedRevocation(
        "{\"revocation\":\"" + "A".repeat(3000) + "\"}", AccessReason.REQUEST_TOO_LARGE);
    SignedRevocation forged = SignedRevocation.sign(good.verify(), world.session);
    refusedRevocation(
        "{\"revocation\":\"" + Base64.getEncoder().encodeToString(forged.encode()) + "\"}",
        AccessReason.SIGNATURE_INVALID);
    assertThat(folder.resolve("state/revocations.jsonl")).isEmptyFile();
    assertThat(
            send(
                    "POST",
                    "/v2/revocations",
                    ("{\"revocation\":\"" + envelope + "\"}").getBytes(StandardCharsets.UTF_8))
                .statusCode())
        .isEqualTo(200);
  }

  private void refusedRevocation(String body, AccessReason reason) throws Exception {
    HttpResponse<byte[]> response =
        send("POST", "/v2/revocations", body.getBytes(StandardCharsets.UTF_8));
    assertThat(AccessAnswer.readRefused(response.body()).reason()).isEqualTo(reason);
    assertThat(response.statusCode()).isEqualTo(reason.httpStatus());
  }

  @Test
  void wildcardAddressesAreNoAddresses() throws Exception {
    AccessRequest request = world.upload();
    String address = request.hotkey().address();
    for (String odd :
        List.of("*".repeat(48), "5" + "*".repeat(47), address.substring(0, 47) + "?")) {
      byte[] body = replace(request.encode(), address, odd);
      SignedAccessRequest signed =
          new SignedAccessRequest(
              io.tributary.hotkey.wire.Octets.of(body),
              world.signed(request).signature(),
              Optional.empty(),
              Optional.empty());
      refused(signed.toJson(), AccessReason.ADDRESS_INVALID);
    }
  }

  @Test
  void halfOpenClientsDoNotStopTheOthers() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 80; i++) {
        Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
        sockets.add(socket);
        socket
            .getOutputStream()
            .write(bytes("POST /v2/access HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"));
      }
      assertThat(send("GET", "/health", new byte[0]).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void nothingSecretIsLogged() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    SignedAccessRequest good = world.signed(world.upload());
    SignedAccessRequest forged =
        SignedAccessRequest.sign(
            world.upload(),
            world.stranger,
            Optional.of(world.grant(Purpose.ACCESS, BOTH)),
            Optional.of(world.sink));
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      send("POST", "/v2/access", good.toJson());
      refused(good.toJson(), AccessReason.REPLAYED);
      refused(forged.toJson(), AccessReason.SIGNATURE_INVALID);
      world.stsFailure = new StsException(false, "answered 403", new RuntimeException("denied"));
      refused(world.signed(world.upload()).toJson(), AccessReason.STS_UNAVAILABLE);
    } finally {
      System.setErr(before);
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains("\"outcome\":\"GRANTED\"")
        .contains("\"outcome\":\"REPLAYED\"")
        .contains("\"outcome\":\"SIGNATURE_INVALID\"")
        .contains("\"hotkey\":\"" + world.miner.hotkey() + "\"")
        .containsPattern("\"evidence\":\"[0-9a-f]{64}\"")
        .doesNotContain("very-secret")
        .doesNotContain(good.signature().hex())
        .doesNotContain(good.sinkSignature().orElseThrow().hex())
        .doesNotContain(Base64.getEncoder().encodeToString(good.grant().orElseThrow().encode()))
        .doesNotContain(forged.signature().hex());
    assertThat(AccessAnswer.readIssued(send("POST", "/v2/access", freshBody()).body()).toString())
        .doesNotContain("very-secret");
  }

  private byte[] freshBody() {
    world.stsFailure = null;
    return world.signed(world.upload()).toJson();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replace(byte[] body, String from, String to) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.replaceFirst(from, java.util.regex.Matcher.quoteReplacement(to))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
