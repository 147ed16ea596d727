package io.tributary.hotkey.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.MalformedBytesException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What a client makes of answers that no signer gives, and a signer of requests. */
class RemoteAnswersTest {

  private static final LocalSigner KEY = LocalSigner.fromMiniSecret(new byte[32]);

  private static volatile int status = 200;
  private static volatile byte[] answer = new byte[0];
  private static volatile CountDownLatch held = new CountDownLatch(0);
  private static HttpServer server;
  private static ExecutorService threads;
  private static RemoteSigner signer;

  @BeforeContainer
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            await();
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    gives(200, "publicKey", KEY.publicKey());
    signer = RemoteSigner.connect(RemoteSignerOptions.of(address()));
  }

  @AfterContainer
  static void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Property(tries = 200)
  void anyAnswerIsRefused(@ForAll @Size(max = 300) byte[] bytes, @ForAll boolean ok) {
    status = ok ? 200 : 403;
    answer = bytes;
    refuses(RemoteSignerFault.BAD_ANSWER);
  }

  @Property(tries = 50)
  void anySignatureThatDoesNotHoldIsRefused(@ForAll @Size(64) byte[] signature) {
    gives(200, "signature", signature);
    refuses(RemoteSignerFault.WRONG_SIGNATURE);
  }

  @Example
  void aSignatureOfAnotherStructureIsRefused() {
    gives(200, "signature", KEY.sign(SigningDomain.BATCH, new byte[] {2}));
    refuses(RemoteSignerFault.WRONG_SIGNATURE);
    gives(200, "signature", KEY.sign(SigningDomain.GRANT, new byte[] {1}));
    refuses(RemoteSignerFault.WRONG_SIGNATURE);
    gives(200, "signature", KEY.sign(SigningDomain.BATCH, new byte[] {1}));
    assertThat(signer.sign(SigningDomain.BATCH, new byte[] {1})).hasSize(64);
  }

  @Example
  void anEndlessAnswerIsCutOff() {
    gives(200, "signature", new byte[1 << 20]);
    refuses(RemoteSignerFault.UNREACHABLE);
  }

  @Example
  void aRedirectIsNotFollowed() {
    gives(302, "signature", new byte[64]);
    refuses(RemoteSignerFault.BAD_ANSWER);
  }

  @Example
  void aSilentSignerIsGivenUp() {
    held = new CountDownLatch(1);
    RemoteSignerOptions hasty =
        RemoteSignerOptions.of(address()).withTimeout(Duration.ofMillis(200));
    try {
      assertThatThrownBy(() -> RemoteSigner.connect(hasty))
          .isInstanceOf(RemoteSignerException.class)
          .hasMessageStartingWith("TIMEOUT: ")
          .hasMessageContaining("did not answer within PT0.2S");
    } finally {
      held.countDown();
    }
  }

  @Property
  void anyRequestIsReadOrRefused(@ForAll @StringLength(max = 200) String text) {
    for (String json :
        new String[] {text, "{\"domain\":\"tributary/batch/1\",\"canonical\":\"" + text + "\"}"}) {
      try {
        assertThat(SignRequest.ofJson(json.getBytes(UTF_8)).domain()).isNotNull();
      } catch (MalformedBytesException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }

  @Example
  void onlyAddressesOfSignersAreTaken() {
    for (String address :
        new String[] {
          "http://example.com",
          "http://127.0.0.1.example.com",
          "ftp://127.0.0.1",
          "mailto:somebody",
          "http://user:secret@127.0.0.1",
          "http://127.0.0.1?token=secret",
          "//127.0.0.1"
        }) {
      assertThatThrownBy(() -> RemoteSignerOptions.of(URI.create(address)))
          .as(address)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("secret");
    }
    assertThat(RemoteSignerOptions.of(URI.create("https://example.com:8443/s")).token()).isEmpty();
    assertThat(RemoteSignerOptions.of(URI.create("http://[::1]:8471")).publicKey()).isEmpty();
    assertThat(RemoteSignerOptions.overPlainHttp(URI.create("http://10.0.0.1")).timeout())
        .isEqualTo(RemoteSignerOptions.DEFAULT_TIMEOUT);
  }

  private static void refuses(RemoteSignerFault reason) {
    assertThatThrownBy(() -> signer.sign(SigningDomain.BATCH, new byte[] {1}))
        .isInstanceOfSatisfying(
            RemoteSignerException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageStartingWith(reason + ": ");
  }

  private static void gives(int newStatus, String field, byte[] bytes) {
    status = newStatus;
    answer = ("{\"" + field + "\":\"" + HexFormat.of().formatHex(bytes) + "\"}").getBytes(UTF_8);
  }

  private static URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static void await() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
