package io.tributary.local.revoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.RevocationFile;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Delivers revocations to authentication services. Thread-safe. */
public final class RevocationPost {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * Delivers a revocation; once this returns, the service keeps it durably.
   *
   * @param service {@code http://host:port} or {@code https://host}
   * @throws IOException if it cannot be reached, refuses, or answers something else; delivering
   *     again is harmless
   */
  public void send(SignedRevocation revocation, URI service)
      throws IOException, InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(service.resolve("/v2/revocations"))
              .timeout(ANSWER)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(RevocationFile.toLine(revocation)))
              .build();
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (InputStream in = response.body()) {
        body = in.readNBytes(MOST_ANSWER_BYTES);
      }
      check(revocation, response.statusCode(), body);
    } catch (MalformedBytesException e) {
      throw new IOException("something else answers at " + service + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(service + " is no address of a service: " + e.getMessage(), e);
    }
  }

  private static void check(SignedRevocation revocation, int status, byte[] body)
      throws IOException, MalformedBytesException {
    if (status != 200) {
      throw new IOException("the service refused: " + AccessAnswer.readRefused(body).getMessage());
    }
    ObjectNode answer = StrictJson.anyObject(body);
    if (!StrictJson.text(answer, "digest").equals(revocation.digest().hex())) {
      throw new MalformedBytesException("an answer for another revocation");
    }
  }
}
