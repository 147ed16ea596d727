package io.tributary.connectors.oracle;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where a deployment's oracle is. As text it is only scheme, host and port, because path and query
 * may hold a key. Immutable.
 *
 * @param uri {@code https}; {@code http} on this machine only, since rows and answers would be
 *     anybody's on the way
 * @param timeout of all rows of a question together
 */
public record OracleOptions(URI uri, Duration timeout) implements Serializable {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

  /**
   * @throws IllegalArgumentException if it is no such address, or the time is not above zero
   */
  public OracleOptions {
    Objects.requireNonNull(uri, "uri");
    boolean isHttps = "https".equalsIgnoreCase(uri.getScheme());
    boolean isHttp = "http".equalsIgnoreCase(uri.getScheme());
    require(
        uri.getHost() != null && (isHttps || isHttp),
        "an oracle's address is one such as https://oracle.example/rows");
    require(
        isHttps || LOOPBACK.matcher(uri.getHost()).matches(),
        "an oracle on another machine is asked by https");
    require(
        uri.getRawUserInfo() == null && uri.getRawFragment() == null,
        "an oracle's address has neither user name nor fragment");
    require(timeout.toMillis() >= 1, "an oracle needs time to answer: " + timeout);
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none; the message does not quote it
   */
  public static OracleOptions parse(String address, Duration timeout) {
    try {
      return new OracleOptions(new URI(address), timeout);
    } catch (URISyntaxException e) {
      // The parser's message quotes the address, which may hold a key.
      throw new IllegalArgumentException(
          "an oracle's address is one such as https://oracle.example/rows");
    }
  }

  /** Scheme, host and port. */
  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
