package io.tributary.lake.epoch;

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
 * A freeze's canonical bytes with a signature that is not yet verified. A message of the topic
 * {@code freezes}: its bytes are the Avro binary of {@code SignedFreezeEnvelope}. Immutable.
 *
 * @param body the canonical bytes of a {@link Freeze}
 * @param signature 64 bytes, sr25519 of the validator under {@code tributary/freeze/1}
 */
public record SignedFreeze(Octets body, Octets signature) {

  private static final int SIGNATURE_BYTES = 64;

  /** An encoded signed freeze is never longer. */
  public static final int MOST_BYTES = Freeze.MOST_BYTES + SIGNATURE_BYTES + 8;

  /**
   * @throws IllegalArgumentException if a length is out of bounds
   */
  public SignedFreeze {
    if (body.size() > Freeze.MOST_BYTES || signature.size() != SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "a freeze has at most " + Freeze.MOST_BYTES + " bytes and a signature of 64");
    }
  }

  /**
   * Signs a freeze with the validator's own signer.
   *
   * @throws IllegalArgumentException if the signer is not the validator that the freeze names
   */
  public static SignedFreeze sign(Freeze freeze, Signer signer) {
    if (!Ss58.encode(signer.publicKey()).equals(freeze.validator())) {
      throw new IllegalArgumentException("the freeze names another validator than its signer");
    }
    byte[] body = freeze.encode();
    return new SignedFreeze(Octets.of(body), Octets.of(signer.sign(SigningDomain.FREEZE, body)));
  }

  /**
   * The freeze, if the validator that it names signed it. Whether that hotkey may validate, and
   * whether the freeze was published before its seed's block, is the caller's to check.
   *
   * @throws InvalidSignatureException if it did not
   * @throws MalformedBytesException if the body is no freeze, or names no address
   */
  public Freeze verify() throws InvalidSignatureException, MalformedBytesException {
    Freeze claimed = Freeze.decode(body.bytes());
    try {
      SignatureVerifier.verify(
          Ss58.publicKey(claimed.validator()),
          SigningDomain.FREEZE,
          body.bytes(),
          signature.bytes());
      return claimed;
    } catch (InvalidAddressException e) {
      throw Fields.malformed(e);
    }
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
  public static SignedFreeze decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    Octets body = Octets.of(reader.bytes(Freeze.MOST_BYTES));
    Octets signature = reader.octets(SIGNATURE_BYTES);
    reader.end();
    return new SignedFreeze(body, signature);
  }
}
