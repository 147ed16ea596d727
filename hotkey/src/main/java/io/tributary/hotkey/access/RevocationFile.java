package io.tributary.hotkey.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;

/**
 * A revocation as a line of JSON whose {@code revocation} is the base64 of {@link
 * SignedRevocation#encode()}: what a service is sent, what its file of revocations holds line by
 * line, and what operators pass around. The other fields are for people and are never read. A
 * revocation is no secret. Thread-safe.
 */
public final class RevocationFile {

  /** A line is never longer. */
  public static final int MOST_BYTES = 2048;

  private static final Set<String> FIELDS =
      Set.of("hotkey", "sessionKey", "audience", "netuid", "issuedAt", "revocation");

  private RevocationFile() {}

  /**
   * One line, without its end.
   *
   * @throws MalformedBytesException if the body is no revocation
   */
  public static byte[] toLine(SignedRevocation signed) throws MalformedBytesException {
    Revocation body = Revocation.decode(signed.body().bytes());
    ObjectNode json = StrictJson.newObject();
    json.put("hotkey", body.hotkey().address());
    json.put("sessionKey", body.sessionKey().map(Octets::hex).orElse("all"));
    json.put("audience", body.audience());
    json.put("netuid", body.netuid());
    json.put("issuedAt", body.issuedAt().toString());
    json.put("revocation", Base64.getEncoder().encodeToString(signed.encode()));
    return StrictJson.toBytes(json);
  }

  /**
   * Reads a line, strictly; the fields for people may be missing. Verifies nothing.
   *
   * @throws MalformedBytesException if it is not exactly that
   */
  public static SignedRevocation fromLine(byte[] utf8) throws MalformedBytesException {
    if (utf8.length > MOST_BYTES) {
      throw new MalformedBytesException("longer than the " + MOST_BYTES + " bytes of a line");
    }
    return SignedRevocation.decode(
        StrictJson.base64(StrictJson.object(utf8, FIELDS), "revocation"));
  }

  /**
   * Writes a revocation, replacing a file that is there.
   *
   * @throws IOException if it cannot be written, or the revocation's body is not one
   */
  public static void write(Path file, SignedRevocation signed) throws IOException {
    try {
      Files.writeString(file, new String(toLine(signed), StandardCharsets.UTF_8) + "\n");
    } catch (MalformedBytesException e) {
      throw new IOException("not a revocation that can be written: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a revocation. Verifies nothing.
   *
   * @throws IOException if the file cannot be read or holds none; the message names the file
   */
  public static SignedRevocation read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    try {
      return fromLine(bytes);
    } catch (MalformedBytesException e) {
      throw new IOException(file + ": not a revocation: " + e.getMessage(), e);
    }
  }
}
