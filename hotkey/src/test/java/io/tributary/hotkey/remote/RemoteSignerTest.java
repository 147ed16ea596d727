package io.tributary.hotkey.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client and the server of remote signing, together. */
class RemoteSignerTest {

  private static final String TOKEN = "0123456789abcdef.~";

  private final LocalSigner key = LocalSigner.fromMiniSecret(new byte[32]);
  private final List<String> audit = new CopyOnWriteArrayList<>();
  private SignerServer server;

  @BeforeEach
  void start() throws IOException {
    server = serve(SigningDesk.usualDomains());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void signsAndLeavesALineForEachSignature() {
    RemoteSigner signer = RemoteSigner.connect(options());
    byte[] canonical = "a structure".getBytes(UTF_8);
    byte[] signature = signer.sign(SigningDomain.BATCH, canonical);
    assertThat(signer.publicKey()).isEqualTo(key.publicKey());
    assertThatCode(
            () ->
                SignatureVerifier.verify(
                    key.publicKey(), SigningDomain.BATCH, canonical, signature))
        .doesNotThrowAnyException();
    assertThat(audit)
        .singleElement()
        .asString()
        .isEqualTo(
            "signed domain=tributary/batch/1 bytes=11 sha256="
                + Octets.of(canonical).sha256().hex()
                + " from=127.0.0.1")
        .doesNotContain(HexFormat.of().formatHex(signature).substring(0, 16));
    assertThat(signer.toString()).doesNotContain(TOKEN);
  }

  @Test
  void signsALargeBatchAndRefusesALargerOne() {
    RemoteSigner signer = RemoteSigner.connect(options());
    assertThat(signer.sign(SigningDomain.BATCH, new byte[4 << 20])).hasSize(64);
    assertThatThrownBy(() -> signer.sign(SigningDomain.BATCH, new byte[(8 << 20) + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too large for a remote signer");
  }

  @Test
  void givesNoRightsToOtherKeysUnlessAllowed() throws IOException {
    RemoteSigner signer = RemoteSigner.connect(options());
    for (SigningDomain domain : List.of(SigningDomain.GRANT, SigningDomain.REVOCATION)) {
      refuses(
          () -> signer.sign(domain, new byte[1]), RemoteSignerFault.REFUSED, "refuses with DOMAIN");
    }
    assertThat(audit)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("refused reason=DOMAIN"));
    server.close();
    server = serve(EnumSet.of(SigningDomain.GRANT));
    RemoteSigner granting = RemoteSigner.connect(options());
    assertThat(granting.sign(SigningDomain.GRANT, new byte[1])).hasSize(64);
    refuses(
        () -> granting.sign(SigningDomain.BATCH, new byte[1]),
        RemoteSignerFault.REFUSED,
        "refuses with DOMAIN");
  }

  @Test
  void wantsItsToken() {
    refuses(
        () -> RemoteSigner.connect(options().withToken(Optional.empty())),
        RemoteSignerFault.REFUSED,
        "refuses with TOKEN");
    Optional<SignerToken> other = Optional.of(SignerToken.of("x".repeat(16)));
    refuses(
        () -> RemoteSigner.connect(options().withToken(other)),
        RemoteSignerFault.REFUSED,
        "refuses with TOKEN");
    assertThat(SignerToken.of(TOKEN).toString()).isEqualTo("SignerToken[redacted]");
    assertThatThrownBy(() -> SignerToken.of("short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 to 512")
        .hasMessageNotContaining("short");
    assertThatThrownBy(
            () ->
                new SignerServer(
                    new InetSocketAddress("0.0.0.0", 0),
                    new SigningDesk(key, SigningDesk.usualDomains(), audit::add),
                    Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a token");
  }

  @Test
  void noticesAnotherKey() {
    refuses(
        () -> RemoteSigner.connect(options().withPublicKey(Octets.of(new byte[32]))),
        RemoteSignerFault.WRONG_KEY,
        "another key than was expected");
    RemoteSigner expected =
        RemoteSigner.connect(options().withPublicKey(Octets.of(key.publicKey())));
    assertThat(expected.publicKey()).isEqualTo(key.publicKey());
  }

  @Test
  void saysThatNobodyAnswers() {
    RemoteSigner signer = RemoteSigner.connect(options());
    server.close();
    refuses(
        () -> signer.sign(SigningDomain.BATCH, new byte[1]),
        RemoteSignerFault.UNREACHABLE,
        "is it running?");
  }

  @Test
  void aDestroyedKeySignsNoMore() {
    RemoteSigner signer = RemoteSigner.connect(options());
    key.destroy();
    refuses(
        () -> signer.sign(SigningDomain.BATCH, new byte[1]),
        RemoteSignerFault.REFUSED,
        "refuses with FAILED");
    assertThat(audit).singleElement().asString().startsWith("failed domain=tributary/batch/1");
  }

  @Test
  void refusesOtherRequests() throws Exception {
    String sign = "{\"domain\":\"tributary/batch/1\",\"canonical\":\"\"}";
    assertThat(send("POST", "/sign", sign, "Content-Type", "application/json")).startsWith("200 ");
    assertThat(send("POST", "/sign", sign, "Content-Type", "text/plain")).startsWith("415 ");
    assertThat(send("POST", "/sign", sign, "Origin", "http://localhost")).startsWith("403 ");
    assertThat(send("GET", "/sign", "", "X-Any", "x")).startsWith("405 ");
    assertThat(send("POST", "/key", "", "X-Any", "x")).startsWith("405 ");
    assertThat(send("GET", "/sign?x", "", "X-Any", "x")).startsWith("404 ");
    for (String body :
        new String[] {
          "",
          "[]",
          "{}",
          "nonsense",
          sign + sign,
          sign.replace("batch/1", "batch/2"),
          sign.replace("\"\"", "\"!\""),
          sign.replace("\"\"", "7"),
          sign.replace("}", ",\"more\":1}"),
          sign.replace("{", "{\"domain\":\"tributary/batch/1\","),
        }) {
      assertThat(send("POST", "/sign", body, "Content-Type", "application/json"))
          .as(body)
          .startsWith("400 {\"reason\":\"MALFORMED\",");
    }
  }

  private String send(String method, String route, String body, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address().resolve(route))
            .header("Authorization", "Bearer " + TOKEN)
            .header(header, value)
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  private SignerServer serve(Set<SigningDomain> domains) throws IOException {
    return new SignerServer(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        new SigningDesk(key, domains, audit::add),
        Optional.of(SignerToken.of(TOKEN)));
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  private RemoteSignerOptions options() {
    return RemoteSignerOptions.of(address()).withToken(Optional.of(SignerToken.of(TOKEN)));
  }

  private static void refuses(ThrowingCallable call, RemoteSignerFault reason, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RemoteSignerException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageStartingWith(reason + ": ")
        .hasMessageContaining(message)
        .hasMessageNotContaining(TOKEN);
  }
}
