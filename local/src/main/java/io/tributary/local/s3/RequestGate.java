package io.tributary.local.s3;

import io.tributary.local.s3.policy.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What must hold of a request before S3 itself looks at it: signed by a header of version 4, by a
 * known key whose session has not ended, with that session's token, and with all {@code x-amz-}
 * headers under the signature. The signature itself is checked behind this gate, and what the
 * principal may do where it is done. Thread-safe.
 */
final class RequestGate {

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");
  private static final Set<String> QUERY_AUTHENTICATION =
      Set.of(
          "x-amz-algorithm", "x-amz-credential", "x-amz-signature", "awsaccesskeyid", "signature");

  private final AccessKeys keys;

  RequestGate(AccessKeys keys) {
    this.keys = keys;
  }

  /** Who sent this request, as far as can be told before its signature is checked. */
  AccessKey check(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (!METHODS.contains(request.getMethod())
        || headers.size() != 1
        || !Collections.disjoint(queryNames(request.getQueryString()), QUERY_AUTHENTICATION)) {
      throw S3Errors.accessDenied();
    }
    SignedHeader header = SignedHeader.parse(headers.get(0)).orElseThrow(S3Errors::accessDenied);
    if (!header.service().equals("s3") || !header.signedHeaders().contains("host")) {
      throw S3Errors.accessDenied();
    }
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("x-amz-") && !header.signedHeaders().contains(lower)) {
        throw S3Errors.accessDenied();
      }
    }
    AccessKey key =
        keys.find(header.accessKeyId())
            .orElseThrow(
                () -> S3Errors.of(403, "InvalidAccessKeyId", "The access key is not known."));
    checkToken(request, key);
    checkListParts(request, key);
    return key;
  }

  private void checkToken(HttpServletRequest request, AccessKey key) {
    List<String> tokens = Collections.list(request.getHeaders("x-amz-security-token"));
    if (tokens.isEmpty() && key.isTemporary()) {
      throw S3Errors.accessDenied();
    }
    byte[] expected = key.sessionToken().orElse("").getBytes(StandardCharsets.UTF_8);
    byte[] given = String.join(",", tokens).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, given)) {
      throw S3Errors.of(400, "InvalidToken", "The session token is not that of the access key.");
    }
    if (keys.hasEnded(key)) {
      throw S3Errors.of(400, "ExpiredToken", "The session has expired.");
    }
  }

  // The store behind lists the parts also while it completes an upload, and cannot tell the two
  // apart; so listing for its own sake is judged here.
  private static void checkListParts(HttpServletRequest request, AccessKey key) {
    if (request.getMethod().equals("GET")
        && queryNames(request.getQueryString()).contains("uploadid")) {
      String[] path = request.getRequestURI().split("/", 3);
      Access access =
          Access.object(
              "s3:ListMultipartUploadParts",
              path.length > 1 ? decode(path[1]) : "",
              path.length > 2 ? decode(path[2]) : "");
      if (!key.principal().may(access)) {
        throw S3Errors.accessDenied();
      }
    }
  }

  private static Set<String> queryNames(String query) {
    Set<String> names = new HashSet<>();
    for (String pair : query == null ? new String[0] : query.split("[&;]", -1)) {
      int equals = pair.indexOf('=');
      names.add(decode(equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT));
    }
    return names;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Errors.invalidArgument("the URI is not well encoded");
    }
  }
}
