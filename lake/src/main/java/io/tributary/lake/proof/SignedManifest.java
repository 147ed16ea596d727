package io.tributary.lake.proof;

import io.tributary.hotkey.access.SignedGrant;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;
import java.util.Optional;

/**
 * A manifest's canonical bytes with a signature that is not yet verified; {@link FileManifests}
 * does. Its bytes are the Avro binary of {@code SignedManifestEnvelope}. Immutable.
 *
 * @param body the canonical bytes of a {@link FileManifest}
 * @param signature 64 bytes, sr25519 under {@code tributary/manifest/1}
 * @param grant the encoded {@link SignedGrant} of the signing key, if a session key signed
 */
public record SignedManifest(Octets body, Octets signature, Optional<Octets> grant) {

  /** Length of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  /** An encoded signed manifest is never longer. */
  public static final int MOST_BYTES =
      FileManifest.MOST_BYTES + SIGNATURE_BYTES + SignedGrant.MOST_BYTES + 16;

  /**
   * @throws IllegalArgumentException if a length is out of bounds
   */
  public SignedManifest {
    if (body.size() > FileManifest.MOST_BYTES || signature.size() != SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "a manifest has at most " + FileManifest.MOST_BYTES + " bytes and a signature of 64");
    }
    if (grant.isPresent() && grant.get().size() > SignedGrant.MOST_BYTES) {
      throw new IllegalArgumentException("a grant has at most " + SignedGrant.MOST_BYTES);
    }
  }

  /** The bytes that travel. */
  public byte[] encode() {
    WireWriter writer =
        new WireWriter().bytes(body).bytes(signature).number(grant.isPresent() ? 1 : 0);
    grant.ifPresent(writer::bytes);
    return writer.toBytes();
  }

  /**
   * Reads what {@link #encode()} wrote, strictly. Verifies nothing.
   *
   * @throws MalformedBytesException if it is not exactly that
   */
  public static SignedManifest decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    Octets body = Octets.of(reader.bytes(FileManifest.MOST_BYTES));
    Octets signature = reader.octets(SIGNATURE_BYTES);
    Optional<Octets> grant =
        reader.choice(2) == 1
            ? Optional.of(Octets.of(reader.bytes(SignedGrant.MOST_BYTES)))
            : Optional.empty();
    reader.end();
    return new SignedManifest(body, signature, grant);
  }
}
