package io.tributary.hotkey.sr25519;

import java.nio.charset.StandardCharsets;

/** The transcript of a schnorrkel signature in the context {@code substrate}. */
final class SigningTranscript {

  /** Context appended, message not yet: the same for every signature. Copied, never written. */
  private static final MerlinTranscript CONTEXT = context();

  private SigningTranscript() {}

  static MerlinTranscript of(byte[] publicKey, byte[] message) {
    MerlinTranscript transcript = CONTEXT.copy();
    transcript.append("sign-bytes", message);
    transcript.append("proto-name", "Schnorr-sig".getBytes(StandardCharsets.US_ASCII));
    transcript.append("sign:pk", publicKey);
    return transcript;
  }

  /** The challenge, once the commitment R is appended. */
  static Scalar challenge(MerlinTranscript transcript, byte[] commitment) {
    transcript.append("sign:R", commitment);
    return Scalar.fromWideBytes(transcript.challenge("sign:c", 64));
  }

  private static MerlinTranscript context() {
    MerlinTranscript transcript = new MerlinTranscript("SigningContext");
    transcript.append("", "substrate".getBytes(StandardCharsets.US_ASCII));
    return transcript;
  }
}
