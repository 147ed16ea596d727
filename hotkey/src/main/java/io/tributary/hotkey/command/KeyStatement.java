package io.tributary.hotkey.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.access.GrantException;
import io.tributary.hotkey.access.GrantVerifier;
import io.tributary.hotkey.access.Revocation;
import io.tributary.hotkey.access.SessionGrant;
import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.access.SignedRevocation;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a signed statement of a hotkey says and whether it holds, as one JSON line without its
 * signature: {@code "valid"} is true if it holds now; else {@code "reason"} says why not.
 *
 * @param json the line
 * @param valid whether it holds now
 */
public record KeyStatement(String json, boolean valid) {

  private static final int MOST_BYTES = 8 * 1024;

  /**
   * Reads a file of a grant or of a revocation.
   *
   * @return empty if it is another file, such as one of a key
   * @throws IOException if it cannot be read
   * @throws MalformedBytesException if it should be such a file and is malformed
   */
  public static Optional<KeyStatement> read(Path file, Instant now)
      throws IOException, MalformedBytesException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    Optional<ObjectNode> json = object(bytes);
    if (bytes.length > MOST_BYTES || json.isEmpty()) {
      return Optional.empty();
    }
    if (json.get().has("grant")) {
      return Optional.of(of(SignedGrant.decode(StrictJson.base64(json.get(), "grant")), now));
    }
    if (json.get().has("revocation")) {
      return Optional.of(of(SignedRevocation.decode(StrictJson.base64(json.get(), "revocation"))));
    }
    return Optional.empty();
  }

  /**
   * Describes a grant.
   *
   * @param now at which it must be valid
   * @throws MalformedBytesException if its body is none
   */
  public static KeyStatement of(SignedGrant signed, Instant now) throws MalformedBytesException {
    SessionGrant grant = SessionGrant.decode(signed.body().bytes());
    ObjectNode json = JsonLine.object();
    json.put("kind", "grant");
    json.put("hotkey", grant.hotkey().address());
    json.put("sessionKey", grant.sessionKey().hex());
    json.put("purpose", grant.purpose().name());
    json.put("sources", String.join(",", grant.sources().stream().map(SourceId::name).toList()));
    json.put("audience", grant.audience());
    json.put("netuid", grant.netuid());
    json.put("notBefore", grant.notBefore().toString());
    json.put("notAfter", grant.notAfter().toString());
    json.put("digest", signed.digest().hex());
    try {
      GrantVerifier.verify(
          signed,
          grant.hotkey(),
          grant.sessionKey().bytes(),
          grant.purpose(),
          now,
          grant.audience(),
          grant.netuid());
      return done(json, Optional.empty());
    } catch (GrantException e) {
      return done(json, Optional.of(e.reason().name()));
    }
  }

  /**
   * Describes a revocation.
   *
   * @throws MalformedBytesException if its body is none
   */
  public static KeyStatement of(SignedRevocation signed) throws MalformedBytesException {
    Revocation revocation = Revocation.decode(signed.body().bytes());
    ObjectNode json = JsonLine.object();
    json.put("kind", "revocation");
    json.put("hotkey", revocation.hotkey().address());
    json.put("sessionKey", revocation.sessionKey().map(Octets::hex).orElse("all"));
    json.put("audience", revocation.audience());
    json.put("netuid", revocation.netuid());
    json.put("issuedAt", revocation.issuedAt().toString());
    json.put("digest", signed.digest().hex());
    try {
      signed.verify();
      return done(json, Optional.empty());
    } catch (InvalidSignatureException e) {
      return done(json, Optional.of("SIGNATURE_INVALID"));
    } catch (MalformedBytesException e) {
      return done(json, Optional.of("HOTKEY_INVALID"));
    }
  }

  private static KeyStatement done(ObjectNode json, Optional<String> reason) {
    json.put("valid", reason.isEmpty());
    reason.ifPresent(code -> json.put("reason", code));
    return new KeyStatement(json.toString(), reason.isEmpty());
  }

  private static Optional<ObjectNode> object(byte[] bytes) {
    try {
      return Optional.of(StrictJson.anyObject(bytes));
    } catch (MalformedBytesException e) {
      // Whoever reads key files says what is wrong with one.
      return Optional.empty();
    }
  }
}
