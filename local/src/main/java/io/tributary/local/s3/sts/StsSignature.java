package io.tributary.local.s3.sts;

import io.tributary.local.s3.SignedHeader;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks signature version 4 of a POST to {@code /} without query, as AWS documents it under
 * "Create a signed AWS API request".
 */
final class StsSignature {

  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private StsSignature() {}

  static void check(
      HttpServletRequest request, byte[] body, SignedHeader header, String secret, Clock clock)
      throws StsException {
    String time = single(request, "x-amz-date");
    if (!header.service().equals("sts")
        || !header.signedHeaders().containsAll(List.of("host", "x-amz-date"))
        || !time.startsWith(header.date())) {
      throw new StsException(403, "SignatureDoesNotMatch", "the request is not signed for STS");
    }
    Instant signedAt;
    try {
      signedAt = TIME.parse(time, Instant::from);
    } catch (DateTimeException e) {
      throw new StsException(400, "IncompleteSignature", "x-amz-date is not a time");
    }
    if (Duration.between(signedAt, clock.instant()).abs().compareTo(SKEW) > 0) {
      throw new StsException(403, "SignatureDoesNotMatch", "signed too long ago, or too early");
    }
    String scope = header.date() + "/" + header.region() + "/sts/aws4_request";
    String text =
        "AWS4-HMAC-SHA256\n"
            + time
            + "\n"
            + scope
            + "\n"
            + sha256(canonical(request, body, header));
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    if (!MessageDigest.isEqual(hmac(key, text), HexFormat.of().parseHex(header.signature()))) {
      throw new StsException(403, "SignatureDoesNotMatch", "the signature does not match");
    }
  }

  private static byte[] canonical(HttpServletRequest request, byte[] body, SignedHeader header)
      throws StsException {
    StringBuilder text = new StringBuilder("POST\n/\n\n");
    for (String name : header.signedHeaders()) {
      text.append(name).append(':').append(single(request, name)).append('\n');
    }
    text.append('\n').append(String.join(";", header.signedHeaders())).append('\n');
    return text.append(sha256(body)).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String single(HttpServletRequest request, String name) throws StsException {
    List<String> values = Collections.list(request.getHeaders(name));
    if (values.size() != 1) {
      throw new StsException(400, "IncompleteSignature", "not exactly one header " + name);
    }
    return values.get(0).strip().replaceAll(" +", " ");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
