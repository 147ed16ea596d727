package io.tributary.hotkey.remote;

import io.tributary.hotkey.wire.Octets;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a signer is and how to speak to it. Immutable.
 *
 * @param address its address, such as {@code http://127.0.0.1:8471}; plain HTTP for this machine
 *     only, unless allowed
 * @param publicKey the key that it must sign with; empty to trust the one that it names at start
 * @param token shown with every request, if it wants one
 * @param timeout how long to wait for an answer, from the connection to its last byte
 */
public record RemoteSignerOptions(
    URI address, Optional<Octets> publicKey, Optional<SignerToken> token, Duration timeout) {

  /** How long to wait by default. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  /**
   * @throws IllegalArgumentException if the address is not one of a signer or the timeout is not
   *     positive
   */
  public RemoteSignerOptions {
    Objects.requireNonNull(publicKey, "publicKey");
    Objects.requireNonNull(token, "token");
    String scheme = String.valueOf(address.getScheme());
    if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException("the address of a signer is http(s)://HOST:PORT");
    }
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the address of a signer has neither user, query nor fragment; a token goes into "
              + SignerToken.VARIABLE);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout " + timeout + " is not positive");
    }
  }

  /**
   * A signer on this machine, or behind HTTPS.
   *
   * @throws IllegalArgumentException for plain HTTP to another machine, too
   */
  public static RemoteSignerOptions of(URI address) {
    RemoteSignerOptions options = overPlainHttp(address);
    if (address.getScheme().equals("http") && !LOOPBACK.matcher(address.getHost()).matches()) {
      throw new IllegalArgumentException(
          "plain http to "
              + address.getHost()
              + " shows to others what is signed; use https, or a tunnel to this machine");
    }
    return options;
  }

  /** A signer anywhere: for networks that nobody else sees. */
  public static RemoteSignerOptions overPlainHttp(URI address) {
    return new RemoteSignerOptions(address, Optional.empty(), Optional.empty(), DEFAULT_TIMEOUT);
  }

  public RemoteSignerOptions withPublicKey(Octets key) {
    return new RemoteSignerOptions(address, Optional.of(key), token, timeout);
  }

  public RemoteSignerOptions withToken(Optional<SignerToken> shown) {
    return new RemoteSignerOptions(address, publicKey, shown, timeout);
  }

  public RemoteSignerOptions withTimeout(Duration longest) {
    return new RemoteSignerOptions(address, publicKey, token, longest);
  }
}
