package io.tributary.hotkey.access;

import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;

/**
 * A grant's canonical bytes with a signature that is not yet verified; {@link GrantVerifier} does.
 * Its bytes are the Avro binary of {@code SignedGrantEnvelope}. Immutable.
 *
 * @param body the canonical bytes of a {@link SessionGrant}
 * @param signature 64 bytes, sr25519 of the hotkey under {@code tributary/grant/1}
 */
public record SignedGrant(Octets body, Octets signature) {

  /** An encoded grant is never longer. */
  public static final int MOST_BYTES = SessionGrant.MOST_BYTES + Field.SIGNATURE_BYTES + 8;

  /**
   * @throws IllegalArgumentException if a length is out of bounds
   */
  public SignedGrant {
    if (body.size() > SessionGrant.MOST_BYTES || signature.size() != Field.SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "a grant has at most " + SessionGrant.MOST_BYTES + " bytes and a signature of 64");
    }
  }

  /** The bytes that travel in batches, requests and manifests. */
  public byte[] encode() {
    return new WireWriter().bytes(body).bytes(signature).toBytes();
  }

  /**
   * Reads what {@link #encode()} wrote, strictly. Verifies nothing.
   *
   * @throws MalformedBytesException if it is not exactly that
   */
  public static SignedGrant decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    Octets body = Octets.of(reader.bytes(SessionGrant.MOST_BYTES));
    Octets signature = reader.octets(Field.SIGNATURE_BYTES);
    reader.end();
    return new SignedGrant(body, signature);
  }

  /** SHA-256 of the encoded grant, by which manifests and logs name it. */
  public Octets digest() {
    return Octets.of(encode()).sha256();
  }

  @Override
  public String toString() {
    return "SignedGrant[" + digest().hex() + "]";
  }
}
