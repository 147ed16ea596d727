package io.tributary.hotkey.sr25519;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A Merlin v1.0 transcript: what was said so far, and challenges drawn from it. Not thread-safe.
 */
final class MerlinTranscript {

  private final Strobe128 strobe;

  MerlinTranscript(String protocol) {
    strobe = new Strobe128("Merlin v1.0");
    append("dom-sep", protocol.getBytes(StandardCharsets.UTF_8));
  }

  private MerlinTranscript(Strobe128 strobe) {
    this.strobe = strobe;
  }

  MerlinTranscript copy() {
    return new MerlinTranscript(strobe.copy());
  }

  void append(String label, byte[] message) {
    strobe.metaAd(label.getBytes(StandardCharsets.UTF_8), false);
    strobe.metaAd(Bytes.littleEndianInt(message.length), true);
    strobe.ad(message);
  }

  byte[] challenge(String label, int length) {
    strobe.metaAd(label.getBytes(StandardCharsets.UTF_8), false);
    strobe.metaAd(Bytes.littleEndianInt(length), true);
    return strobe.prf(length);
  }

  /**
   * Secret bytes that depend on the transcript, a secret and fresh randomness (Merlin's {@code
   * TranscriptRng}): unpredictable while either of the last two is. Leaves the transcript as it is.
   */
  byte[] witness(String label, byte[] secret, SecureRandom random, int length) {
    byte[] fresh = new byte[32];
    random.nextBytes(fresh);
    byte[] witness = witness(label, secret, fresh, length);
    Arrays.fill(fresh, (byte) 0);
    return witness;
  }

  /** The same with nothing fresh: whoever asks twice gets the same bytes. */
  byte[] deterministicWitness(String label, byte[] secret, int length) {
    return witness(label, secret, new byte[32], length);
  }

  private byte[] witness(String label, byte[] secret, byte[] fresh, int length) {
    Strobe128 fork = strobe.copy();
    fork.metaAd(label.getBytes(StandardCharsets.UTF_8), false);
    fork.metaAd(Bytes.littleEndianInt(secret.length), true);
    fork.key(secret);
    fork.metaAd("rng".getBytes(StandardCharsets.UTF_8), false);
    fork.key(fresh);
    fork.metaAd(Bytes.littleEndianInt(length), false);
    byte[] witness = fork.prf(length);
    fork.wipe();
    return witness;
  }

  void wipe() {
    strobe.wipe();
  }
}
