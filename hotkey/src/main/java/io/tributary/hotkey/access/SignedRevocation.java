package io.tributary.hotkey.access;

import io.tributary.hotkey.identity.InvalidAddressException;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.SignatureVerifier;
import io.tributary.hotkey.identity.Signer;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.identity.Ss58;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.hotkey.wire.Octets;
import io.tributary.hotkey.wire.WireReader;
import io.tributary.hotkey.wire.WireWriter;

/**
 * A revocation's canonical bytes with a signature. Its bytes are the Avro binary of {@code
 * SignedRevocationEnvelope}. Immutable.
 *
 * @param body the canonical bytes of a {@link Revocation}
 * @param signature 64 bytes, sr25519 of the hotkey under {@code tributary/revocation/1}
 */
public record SignedRevocation(Octets body, Octets signature) {

  /** An encoded revocation is never longer. */
  public static final int MOST_BYTES = Revocation.MOST_BYTES + Field.SIGNATURE_BYTES + 8;

  /**
   * @throws IllegalArgumentException if a length is out of bounds
   */
  public SignedRevocation {
    if (body.size() > Revocation.MOST_BYTES || signature.size() != Field.SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "a revocation has at most " + Revocation.MOST_BYTES + " bytes and a signature of 64");
    }
  }

  /** Signs a revocation with the hotkey's own signer; a session key's signature counts nothing. */
  public static SignedRevocation sign(Revocation revocation, Signer hotkeySigner) {
    byte[] body = revocation.encode();
    return new SignedRevocation(
        Octets.of(body), Octets.of(hotkeySigner.sign(SigningDomain.REVOCATION, body)));
  }

  /**
   * The revocation, if the hotkey that it names signed it.
   *
   * @throws InvalidSignatureException if it did not
   * @throws MalformedBytesException if the body is none, or names no address
   */
  public Revocation verify() throws InvalidSignatureException, MalformedBytesException {
    Revocation claimed = Revocation.decode(body.bytes());
    try {
      SignatureVerifier.verify(
          Ss58.publicKey(claimed.hotkey()),
          SigningDomain.REVOCATION,
          body.bytes(),
          signature.bytes());
      return claimed;
    } catch (InvalidAddressException e) {
      MalformedBytesException refused = new MalformedBytesException(e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  /**
   * The revocation, if it is for this deployment and the hotkey that it names signed it. A topic
   * may serve several deployments, and the signature costs more than the look.
   *
   * @throws InvalidSignatureException if the hotkey did not sign it
   * @throws MalformedBytesException if the body is none, or for another deployment or subnet
   */
  public Revocation verifyFor(String audience, int netuid)
      throws InvalidSignatureException, MalformedBytesException {
    Revocation claimed = Revocation.decode(body.bytes());
    if (!claimed.audience().equals(audience) || claimed.netuid() != netuid) {
      throw new MalformedBytesException("a revocation for another deployment or subnet");
    }
    return verify();
  }

  /** The bytes that travel. */
  public byte[] encode() {
    return new WireWriter().bytes(body).bytes(signature).toBytes();
  }

  /**
   * Reads what {@link #encode()} wrote, strictly. Verifies nothing.
   *
   * @throws MalformedBytesException if it is not exactly that
   */
  public static SignedRevocation decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    Octets body = Octets.of(reader.bytes(Revocation.MOST_BYTES));
    Octets signature = reader.octets(Field.SIGNATURE_BYTES);
    reader.end();
    return new SignedRevocation(body, signature);
  }

  /** SHA-256 of the encoded revocation, by which stores and logs name it. */
  public Octets digest() {
    return Octets.of(encode()).sha256();
  }

  @Override
  public String toString() {
    return "SignedRevocation[" + digest().hex() + "]";
  }
}
