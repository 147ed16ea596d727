package io.tributary.local.s3;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An {@code Authorization} header of signature version 4, taken apart. Only this exact form is
 * accepted, so that nobody who reads the header can read it in another way.
 *
 * @param accessKeyId who claims to sign
 * @param date of the scope, {@code yyyyMMdd}
 * @param region of the scope
 * @param service of the scope
 * @param signedHeaders in lower case
 * @param signature in hex
 */
public record SignedHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {

  private static final Pattern FORM =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]{1,128})/(\\d{8})/([a-z0-9-]{1,32})/"
              + "([a-z0-9]{1,16})/aws4_request, ?SignedHeaders=([a-z0-9;_-]{1,2048}), ?"
              + "Signature=([0-9a-f]{64})");

  /** Reads a header, or answers empty if it has another form. */
  public static Optional<SignedHeader> parse(String header) {
    Matcher match = FORM.matcher(header);
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SignedHeader(
            match.group(1),
            match.group(2),
            match.group(3),
            match.group(4),
            List.of(match.group(5).split(";")),
            match.group(6)));
  }

  @Override
  public String toString() {
    return "SignedHeader[" + accessKeyId + "]";
  }
}
