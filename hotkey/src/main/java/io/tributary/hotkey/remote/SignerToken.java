package io.tributary.hotkey.remote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secret that a client shows to a signer, as an HTTP bearer token. Immutable. */
public final class SignerToken {

  /** The variable that holds the token, for signer and client alike. */
  public static final String VARIABLE = "TRIBUTARY_SIGNER_TOKEN";

  private static final String SCHEME = "Bearer ";

  /** The characters that a header may carry as a token (RFC 6750). */
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{16,512}");

  private final String header;

  private SignerToken(String token) {
    header = SCHEME + token;
  }

  /**
   * The token of the environment, if there is one.
   *
   * @throws IllegalArgumentException if it has not 16 to 512 of the characters that a header may
   *     carry
   */
  public static Optional<SignerToken> of(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE)).map(SignerToken::of);
  }

  /**
   * A token.
   *
   * @throws IllegalArgumentException if it has not 16 to 512 of the characters that a header may
   *     carry
   */
  public static SignerToken of(String token) {
    if (!FORM.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "a signer's token has 16 to 512 letters, digits or any of . _ ~ + / = -; make another");
    }
    return new SignerToken(token);
  }

  String header() {
    return header;
  }

  /** Whether a header, null for none, shows this token; constant time in the token. */
  boolean isShownBy(String shown) {
    return shown != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "SignerToken[redacted]";
  }
}
