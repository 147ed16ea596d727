package io.tributary.hotkey.remote;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.BoundedBody;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Signs by asking a signer over HTTP: {@code POST /sign} with domain and canonical bytes. Every
 * signature is verified before it is given out. Nothing is tried twice; that is the caller's
 * choice. Thread-safe.
 */
public final class RemoteSigner implements Signer {

  private static final int MOST_ANSWER_BYTES = 8 * 1024;
  private static final Pattern CODE = Pattern.compile("[A-Z_]{1,40}");

  private final RemoteSignerOptions options;
  private final HttpClient http;
  private final Octets publicKey;

  private RemoteSigner(RemoteSignerOptions options) {
    this.options = options;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(options.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.publicKey = fetchPublicKey();
  }

  /**
   * Asks the signer for its key, and compares it with the one expected, if any.
   *
   * @throws RemoteSignerException if it does not answer, or has another key
   */
  public static RemoteSigner connect(RemoteSignerOptions options) {
    RemoteSigner signer = new RemoteSigner(options);
    if (options.publicKey().filter(expected -> !expected.equals(signer.publicKey)).isPresent()) {
      throw new RemoteSignerException(
          RemoteSignerFault.WRONG_KEY,
          "the signer at " + options.address() + " has another key than was expected");
    }
    return signer;
  }

  @Override
  public byte[] publicKey() {
    return publicKey.bytes();
  }

  /**
   * {@inheritDoc}
   *
   * @throws RemoteSignerException with a stable reason if there is no signature that holds
   * @throws IllegalArgumentException if the structure is larger than a signer takes, 8 MiB
   */
  @Override
  public byte[] sign(SigningDomain domain, byte[] canonical) {
    if (canonical.length > SignRequest.MOST_CANONICAL_BYTES) {
      throw new IllegalArgumentException(
          "a structure of " + canonical.length + " bytes is too large for a remote signer");
    }
    byte[] json = new SignRequest(domain, canonical).toJson();
    byte[] answer =
        ask(
            request("/sign")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json))
                .build());
    try {
      byte[] signature =
          StrictJson.hex(StrictJson.object(answer, Set.of("signature")), "signature", 64).bytes();
      SignatureVerifier.verify(publicKey(), domain, canonical, signature);
      return signature;
    } catch (MalformedBytesException e) {
      throw badAnswer(e);
    } catch (InvalidSignatureException e) {
      throw new RemoteSignerException(
          RemoteSignerFault.WRONG_SIGNATURE,
          "the signer at " + options.address() + " gave a signature that does not hold",
          e);
    }
  }

  @Override
  public String toString() {
    return "RemoteSigner[" + options.address() + " " + publicKey.hex() + "]";
  }

  private Octets fetchPublicKey() {
    byte[] answer = ask(request("/key").GET().build());
    try {
      return StrictJson.hex(StrictJson.anyObject(answer), "publicKey", 32);
    } catch (MalformedBytesException e) {
      throw badAnswer(e);
    }
  }

  private HttpRequest.Builder request(String route) {
    String base = options.address().toString();
    URI uri =
        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + route);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(options.timeout());
    options.token().ifPresent(token -> request.header("Authorization", token.header()));
    return request;
  }

  private byte[] ask(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> pending =
        http.sendAsync(request, head -> new BoundedBody(MOST_ANSWER_BYTES));
    try {
      HttpResponse<byte[]> response =
          pending.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() == 200) {
        return response.body();
      }
      throw refused(response);
    } catch (InterruptedException e) {
      pending.cancel(true);
      Thread.currentThread().interrupt();
      throw new RemoteSignerException(
          RemoteSignerFault.INTERRUPTED, "the wait for the signer was interrupted", e);
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw timeout(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof java.net.http.HttpTimeoutException) {
        throw timeout(e.getCause());
      }
      throw new RemoteSignerException(
          RemoteSignerFault.UNREACHABLE,
          "no answer from the signer at " + options.address() + "; is it running?",
          e.getCause());
    }
  }

  private RemoteSignerException timeout(Throwable cause) {
    return new RemoteSignerException(
        RemoteSignerFault.TIMEOUT,
        "the signer at " + options.address() + " did not answer within " + options.timeout(),
        cause);
  }

  private RemoteSignerException refused(HttpResponse<byte[]> response) {
    String code;
    try {
      code = StrictJson.text(StrictJson.anyObject(response.body()), "reason");
    } catch (MalformedBytesException e) {
      code = "";
    }
    if (!CODE.matcher(code).matches()) {
      return badAnswer(new MalformedBytesException("status " + response.statusCode()));
    }
    return new RemoteSignerException(
        RemoteSignerFault.REFUSED, "the signer at " + options.address() + " refuses with " + code);
  }

  private RemoteSignerException badAnswer(MalformedBytesException cause) {
    return new RemoteSignerException(
        RemoteSignerFault.BAD_ANSWER,
        "what answers at " + options.address() + " is no signer: " + cause.getMessage(),
        cause);
  }
}
