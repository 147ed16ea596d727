package io.tributary.hotkey.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.StrictJson;
import io.tributary.schemas.SourceId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;

/**
 * A grant as a file that operators pass around: one JSON object whose {@code grant} is the base64
 * of {@link SignedGrant#encode()}. The other fields are for people and are never read. A grant is
 * no secret. Thread-safe.
 */
public final class GrantFile {

  private static final int MOST_BYTES = 8 * 1024;

  private GrantFile() {}

  /**
   * Writes a grant, replacing a file that is there in one step.
   *
   * @throws IOException if it cannot be written, or the grant's body is not one
   */
  public static void write(Path file, SignedGrant grant) throws IOException {
    try {
      SessionGrant body = SessionGrant.decode(grant.body().bytes());
      ObjectNode json = StrictJson.newObject();
      json.put("hotkey", body.hotkey().address());
      json.put("sessionKey", body.sessionKey().hex());
      json.put("purpose", body.purpose().name());
      json.put("sources", String.join(",", body.sources().stream().map(SourceId::name).toList()));
      json.put("audience", body.audience());
      json.put("netuid", body.netuid());
      json.put("notBefore", body.notBefore().toString());
      json.put("notAfter", body.notAfter().toString());
      json.put("grant", Base64.getEncoder().encodeToString(grant.encode()));
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, json.toPrettyString() + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (MalformedBytesException e) {
      throw new IOException("not a grant that can be written: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a grant. Verifies nothing.
   *
   * @throws IOException if the file cannot be read or holds none; the message names the file
   */
  public static SignedGrant read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IOException(file + ": too long for a grant");
    }
    try {
      return SignedGrant.decode(StrictJson.base64(StrictJson.anyObject(bytes), "grant"));
    } catch (MalformedBytesException e) {
      throw new IOException(file + ": not a grant: " + e.getMessage(), e);
    }
  }
}
