package io.tributary.connectors.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.tributary.connectors.credentials.AccessKeyring.AccessKey;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.AccessRequest;
import io.tributary.hotkey.access.SignedAccessRequest;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCredentialClientTest {

  private record Canned(int status, String body) {}

  private static final Canned GOOD =
      new Canned(
          200,
          "{\"credentials\":{\"AccessKeyId\":\"AK\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\","
              + "\"Expiration\":\"2026-03-01T12:15:00Z\"},\"requestId\":\"r1\"}");

  private final Deque<Canned> answers = new ArrayDeque<>();
  private final List<byte[]> received = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final LocalSigner miner = signer(1);
  private final LocalSigner sink = signer(2);
  private HttpServer server;
  private HttpCredentialClient client;

  private static LocalSigner signer(int seed) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) seed);
    return LocalSigner.fromMiniSecret(secret);
  }

  private static Canned refusal(int status, String code) {
    String body = "{\"error\":\"%s\",\"message\":\"m\",\"requestId\":\"r2\"}";
    return new Canned(status, body.formatted(code));
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v2/access",
        exchange -> {
          try (exchange) {
            received.add(exchange.getRequestBody().readAllBytes());
            Canned canned = answers.remove();
            byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(canned.status(), body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    client =
        client(
            new UploadSigning(
                hotkey ->
                    hotkey.equals(miner.hotkey())
                        ? Optional.of(new AccessKey(miner, Optional.empty()))
                        : Optional.empty(),
                sink));
  }

  private HttpCredentialClient client(RequestSigning signing) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new HttpCredentialClient(
        ClientOptions.of(uri, "main", 13),
        signing,
        () -> Instant.parse("2026-03-01T12:00:00Z"),
        new Random(1),
        pauses::add);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void bothSignTheSameBytes() throws Exception {
    answers.add(GOOD);
    assertThat(client.fetch(miner.hotkey()).accessKeyId()).isEqualTo("AK");
    SignedAccessRequest signed = SignedAccessRequest.fromJson(received.get(0));
    byte[] body = signed.body().bytes();
    SignatureVerifier.verify(
        miner.publicKey(), SigningDomain.ACCESS, body, signed.signature().bytes());
    SignatureVerifier.verify(
        sink.publicKey(), SigningDomain.ACCESS, body, signed.sinkSignature().orElseThrow().bytes());
    AccessRequest request = AccessRequest.decode(body);
    assertThat(request.prefixes())
        .containsExactly("data/1/" + miner.hotkey() + "/", "data/2/" + miner.hotkey() + "/");
    assertThat(request.sink()).contains(Octets.of(sink.publicKey()));
  }

  @Test
  void aReaderSignsAlone() throws Exception {
    LocalSigner validator = signer(3);
    answers.add(GOOD);
    assertThat(client(new ReadSigning(validator)).fetch(miner.hotkey()).accessKeyId())
        .isEqualTo("AK");
    SignedAccessRequest signed = SignedAccessRequest.fromJson(received.get(0));
    byte[] body = signed.body().bytes();
    SignatureVerifier.verify(
        validator.publicKey(), SigningDomain.ACCESS, body, signed.signature().bytes());
    assertThat(signed.sinkSignature()).isEmpty();
    assertThat(signed.grant()).isEmpty();
    AccessRequest request = AccessRequest.decode(body);
    assertThat(request.purpose()).isEqualTo(AccessPurpose.READ);
    assertThat(request.hotkey()).isEqualTo(validator.hotkey());
    assertThat(request.miner()).isEqualTo(miner.hotkey());
    assertThat(request.prefixes())
        .containsExactly("data/1/" + miner.hotkey() + "/", "data/2/" + miner.hotkey() + "/");
  }

  @Test
  void whatMayPassIsTriedAgainNewlySigned() throws Exception {
    answers.addAll(
        List.of(
            refusal(503, "STS_THROTTLED"),
            refusal(409, "ISSUED_BEFORE_START"),
            new Canned(502, "<html>bad gateway</html>"),
            GOOD));
    client.fetch(miner.hotkey());
    Set<Octets> nonces = new HashSet<>();
    for (byte[] json : received) {
      nonces.add(AccessRequest.decode(SignedAccessRequest.fromJson(json).body().bytes()).nonce());
    }
    assertThat(nonces).hasSize(4);
    assertThat(pauses).hasSize(3);
    assertThat(pauses.get(0)).isLessThanOrEqualTo(Duration.ofMillis(500));
    assertThat(pauses.get(2)).isLessThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void refusalsAreFinalAndNamed() {
    answers.add(refusal(403, "NOT_REGISTERED"));
    assertThatThrownBy(() -> client.fetch(miner.hotkey()))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageStartingWith("NOT_REGISTERED: ")
        .hasMessageContaining("request r2")
        .hasMessageContaining(miner.hotkey().address());
    assertThat(pauses).isEmpty();
  }

  private AuthUnavailableException unavailable() {
    return catchThrowableOfType(AuthUnavailableException.class, () -> client.fetch(miner.hotkey()));
  }

  @Test
  void anOutageIsUnavailable() {
    for (int i = 0; i < 4; i++) {
      answers.add(refusal(503, "REGISTRY_UNAVAILABLE"));
    }
    AuthUnavailableException undecided = unavailable();
    assertThat(undecided).hasMessageContaining("after 4 attempts");
    assertThat(undecided.isOfOneMiner()).isFalse();
    server.stop(0);
    AuthUnavailableException unreachable = unavailable();
    assertThat(unreachable).hasMessageContaining("after 4 attempts");
    assertThat(unreachable.isOfOneMiner()).isFalse();
  }

  @Test
  void aMinerThatAsksTooOftenIsNoOutage() {
    for (int i = 0; i < 4; i++) {
      answers.add(refusal(429, "QUOTA_EXCEEDED"));
    }
    AuthUnavailableException enough = unavailable();
    assertThat(enough).hasMessageContaining("after 4 attempts");
    assertThat(enough.isOfOneMiner()).isTrue();
  }

  @Test
  void aMinerWithoutKeyIsDenied() {
    assertThatThrownBy(() -> client.fetch(sink.hotkey()))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("NO_ACCESS_KEY");
  }
}
