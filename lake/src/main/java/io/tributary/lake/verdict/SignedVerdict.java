package io.tributary.lake.verdict;

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
 * A verdict's canonical bytes with a signature that is not yet verified. A message of the topic
 * {@code verdicts}: its bytes are the Avro binary of {@code SignedVerdictEnvelope}. Immutable.
 *
 * @param body the canonical bytes of a {@link Verdict}
 * @param signature 64 bytes, sr25519 of the validator under {@code tributary/verdict/1}
 */
public record SignedVerdict(Octets body, Octets signature) {

  private static final int SIGNATURE_BYTES = 64;

  /**
   * @throws IllegalArgumentException if a length is out of bounds
   */
  public SignedVerdict {
    if (body.size() > VerdictCodec.MOST_BYTES || signature.size() != SIGNATURE_BYTES) {
      throw new IllegalArgumentException(
          "a verdict has at most " + VerdictCodec.MOST_BYTES + " bytes and a signature of 64");
    }
  }

  /**
   * Signs a verdict with the validator's own signer.
   *
   * @throws IllegalArgumentException if the signer is not the validator that the verdict names
   */
  public static SignedVerdict sign(Verdict verdict, Signer signer) {
    if (!Ss58.encode(signer.publicKey()).equals(verdict.subject().validator())) {
      throw new IllegalArgumentException("the verdict names another validator than its signer");
    }
    byte[] body = VerdictCodec.encode(verdict);
    return new SignedVerdict(Octets.of(body), Octets.of(signer.sign(SigningDomain.VERDICT, body)));
  }

  /**
   * The verdict, if the validator that it names signed it. Whether it is right, its replay says.
   *
   * @throws InvalidSignatureException if it did not
   * @throws MalformedBytesException if the body is no verdict, or names no address
   */
  public Verdict verify() throws InvalidSignatureException, MalformedBytesException {
    Verdict claimed = VerdictCodec.decode(body.bytes());
    try {
      SignatureVerifier.verify(
          Ss58.publicKey(claimed.subject().validator()),
          SigningDomain.VERDICT,
          body.bytes(),
          signature.bytes());
      return claimed;
    } catch (InvalidAddressException e) {
      MalformedBytesException refused = new MalformedBytesException(e.getMessage());
      refused.initCause(e);
      throw refused;
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
  public static SignedVerdict decode(byte[] bytes) throws MalformedBytesException {
    WireReader reader = new WireReader(bytes);
    Octets body = Octets.of(reader.bytes(VerdictCodec.MOST_BYTES));
    Octets signature = reader.octets(SIGNATURE_BYTES);
    reader.end();
    return new SignedVerdict(body, signature);
  }
}
