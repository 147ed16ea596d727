package io.tributary.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a probe takes for Kafka. */
class BrokerProbeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void asksForTheVersionsThatABrokerKnowsAndTakesItsAnswer() throws Exception {
    CompletableFuture<byte[]> asked = new CompletableFuture<>();
    answer(
        request -> {
          asked.complete(request);
          return ByteBuffer.allocate(14).putInt(10).put(request, 8, 4).array();
        });

    assertThatCode(() -> new BrokerProbe(PATIENCE).require(address())).doesNotThrowAnyException();
    assertThat(asked.get(10, TimeUnit.SECONDS))
        .containsExactly(0, 0, 0, 10, 0, 18, 0, 0, 'T', 'r', 'i', 'b', -1, -1);
  }

  @Test
  void refusesAServerOfAnotherProtocol() {
    answer(request -> "HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
    assertRefused();
    answer(request -> new byte[] {0x15, 3, 3, 0, 2, 2, 50});
    assertRefused();
    answer(request -> new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
    assertRefused();
  }

  @Test
  void refusesTheAnswerToAnotherQuestion() {
    answer(request -> ByteBuffer.allocate(14).putInt(10).putInt(1).array());
    assertRefused();
  }

  @Test
  void leavesSilenceToTheClient() throws IOException {
    answer(request -> new byte[0]);
    assertThatCode(() -> new BrokerProbe(PATIENCE).require(address())).doesNotThrowAnyException();

    // Connected by the system, and never answered.
    assertThatCode(() -> new BrokerProbe(Duration.ofMillis(50)).require(address()))
        .doesNotThrowAnyException();

    String nobody = address();
    server.close();
    assertThatCode(() -> new BrokerProbe(PATIENCE).require(nobody)).doesNotThrowAnyException();
  }

  private void assertRefused() {
    assertThatThrownBy(() -> new BrokerProbe(PATIENCE).require(address()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Kafka at " + address() + " cannot be read: what answers at port ")
        .hasMessageContaining("does not speak Kafka's protocol");
  }

  private String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Answers a request. */
  @FunctionalInterface
  private interface Answer {
    byte[] to(byte[] request);
  }

  /** Takes one connection. */
  private void answer(Answer answer) {
    Thread broker =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                byte[] request = new byte[14];
                new DataInputStream(socket.getInputStream()).readFully(request);
                socket.getOutputStream().write(answer.to(request));
              } catch (IOException e) {
                // The probe then has no answer, which the test sees.
              }
            });
    broker.setDaemon(true);
    broker.start();
  }
}
