package io.tributary.connectors.credentials;

import io.tributary.hotkey.access.AccessAnswer;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.schemas.Hotkey;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Asks the authentication service over HTTP, and tries again with full jitter what may pass. Each
 * attempt is a newly signed request, because no request works twice. Thread-safe.
 */
public final class HttpCredentialClient implements CredentialClient {

  /** Life of a request: enough for one attempt between clocks that disagree a little. */
  private static final Duration REQUEST_LIFE = Duration.ofMinutes(5);

  private static final int MOST_ANSWER_BYTES = 32 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final ClientOptions options;
  private final RequestSigning signing;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Pause pause;
  private final HttpClient http;

  /**
   * @param signing what is asked for, and who signs
   * @param random where nonces and jitter come from; must be unpredictable and safe for threads,
   *     such as {@code SecureRandom}
   */
  public HttpCredentialClient(
      ClientOptions options,
      RequestSigning signing,
      InstantSource clock,
      RandomGenerator random,
      Pause pause) {
    this.options = Objects.requireNonNull(options, "options");
    this.signing = Objects.requireNonNull(signing, "signing");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.random = Objects.requireNonNull(random, "random");
    this.pause = Objects.requireNonNull(pause, "pause");
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public IssuedCredentials fetch(Hotkey hotkey)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    RequestSigning.Requests requests = signing.forMiner(hotkey);
    AuthUnavailableException last = null;
    for (int attempt = 0; attempt < options.attempts(); attempt++) {
      if (last != null) {
        pause.of(jittered(attempt));
      }
      try {
        return attempt(hotkey, requests);
      } catch (AuthUnavailableException e) {
        last = e;
      }
    }
    throw new AuthUnavailableException(
        "no credentials for " + hotkey + " after " + options.attempts() + " attempts", last);
  }

  private Duration jittered(int attempt) {
    long most = options.firstPause().toMillis() << Math.min(attempt - 1, 16);
    return Duration.ofMillis(random.nextLong(most + 1));
  }

  private IssuedCredentials attempt(Hotkey hotkey, RequestSigning.Requests requests)
      throws AccessDeniedException, AuthUnavailableException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(options.service().resolve("/v2/access"))
            .timeout(options.timeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(requests.sign(terms()).toJson()))
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] body;
      try (InputStream in = response.body()) {
        body = in.readNBytes(MOST_ANSWER_BYTES);
      }
      return read(hotkey, response.statusCode(), body);
    } catch (IOException e) {
      throw new AuthUnavailableException(
          "the authentication service at " + options.service() + " cannot be reached", e);
    }
  }

  private RequestSigning.Terms terms() {
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return new RequestSigning.Terms(
        options.audience(),
        options.netuid(),
        options.sources(),
        Octets.of(nonce),
        clock.instant(),
        REQUEST_LIFE);
  }

  private static IssuedCredentials read(Hotkey hotkey, int status, byte[] body)
      throws AccessDeniedException, AuthUnavailableException {
    try {
      if (status == 200) {
        return AccessAnswer.readIssued(body);
      }
      AccessException refused = AccessAnswer.readRefused(body);
      if (refused.reason() == AccessReason.QUOTA_EXCEEDED) {
        throw AuthUnavailableException.ofOneMiner(
            "the authentication service gives no more for " + hotkey + " now", refused);
      }
      if (refused.reason().isTransient()) {
        throw new AuthUnavailableException("the authentication service cannot decide now", refused);
      }
      throw new AccessDeniedException(
          refused.reason().name(), refused.getMessage() + " for " + hotkey);
    } catch (MalformedBytesException e) {
      throw new AuthUnavailableException(
          "something at the address of the authentication service answered " + status, e);
    }
  }
}
