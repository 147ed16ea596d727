package io.tributary.hotkey.chain;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * The address of a node's JSON-RPC over HTTP, {@code http} or {@code https}. As text it is only
 * scheme, host and port, because providers put keys into path and query. Immutable.
 */
public record ChainEndpoint(URI uri) {

  /**
   * @throws IllegalArgumentException if it is no such address, saying what to give instead
   */
  public ChainEndpoint {
    Objects.requireNonNull(uri, "uri");
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    require(
        uri.getHost() != null && !scheme.isEmpty(),
        "a chain endpoint is an address such as https://host:9944");
    if (scheme.equals("ws") || scheme.equals("wss")) {
      String http = scheme.equals("ws") ? "http" : "https";
      throw new IllegalArgumentException(
          "the chain is read over HTTP, which nodes serve at the same port as WebSocket: instead of "
              + shown(uri)
              + " give "
              + shown(http, uri));
    }
    require(
        scheme.equals("http") || scheme.equals("https"),
        "a chain endpoint is http or https, not " + scheme);
    require(uri.getRawUserInfo() == null, "a chain endpoint has no user name in its address");
    require(uri.getRawFragment() == null, "a chain endpoint has no fragment in its address");
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none, saying what to give instead
   */
  public static ChainEndpoint parse(String text) {
    try {
      return new ChainEndpoint(new URI(text));
    } catch (URISyntaxException e) {
      // The parser's message quotes the address, which may hold a provider's key.
      throw new IllegalArgumentException(
          "a chain endpoint is an address such as https://host:9944");
    }
  }

  /** Scheme, host and port. */
  @Override
  public String toString() {
    return shown(uri);
  }

  private static String shown(URI uri) {
    return shown(uri.getScheme(), uri);
  }

  private static String shown(String scheme, URI uri) {
    return scheme + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
