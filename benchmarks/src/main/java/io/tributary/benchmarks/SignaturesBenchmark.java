package io.tributary.benchmarks;

import io.tributary.hotkey.sr25519.Sr25519;
import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Signatures over 64 bytes, ours in sr25519 beside BouncyCastle's in ed25519. */
final class SignaturesBenchmark implements Benchmark {

  private static final String ED_VERIFY = "ed25519 verify (BouncyCastle)";
  private static final int KEYS = 64;
  private static final int MESSAGE_BYTES = 64;

  private final SecureRandom secure = new SecureRandom();
  private final byte[][] messages = new byte[KEYS][MESSAGE_BYTES];
  private final Sr25519SecretKey[] srSecrets = new Sr25519SecretKey[KEYS];
  private final byte[][] srPublics = new byte[KEYS][];
  private final byte[][] srSignatures = new byte[KEYS][];
  private final byte[][] edSecrets = new byte[KEYS][Ed25519.SECRET_KEY_SIZE];
  private final byte[][] edPublics = new byte[KEYS][Ed25519.PUBLIC_KEY_SIZE];
  private final byte[][] edSignatures = new byte[KEYS][Ed25519.SIGNATURE_SIZE];

  SignaturesBenchmark(Random random) {
    for (int i = 0; i < KEYS; i++) {
      random.nextBytes(messages[i]);
      random.nextBytes(edSecrets[i]);
      srSecrets[i] = Sr25519SecretKey.fromMiniSecret(edSecrets[i]);
      srPublics[i] = srSecrets[i].publicKey();
      srSignatures[i] = srSecrets[i].sign(messages[i], secure);
      Ed25519.generatePublicKey(edSecrets[i], 0, edPublics[i], 0);
      edSign(i, edSignatures[i]);
    }
  }

  @Override
  public String unit() {
    return "signatures";
  }

  /** The yardstick of other benchmarks. */
  Contender edVerifyAlone() {
    return new Contender(ED_VERIFY, ED_VERIFY, this::edVerify);
  }

  @Override
  public List<Contender> contenders() {
    String edSign = "ed25519 sign (BouncyCastle)";
    return List.of(
        new Contender("sr25519 verify", ED_VERIFY, this::srVerify),
        edVerifyAlone(),
        new Contender("sr25519 sign", edSign, this::srSign),
        new Contender(edSign, edSign, this::edSign));
  }

  @Override
  public void close() {
    for (Sr25519SecretKey secret : srSecrets) {
      secret.destroy();
    }
  }

  private long srVerify(int operations) {
    long valid = 0;
    for (int i = 0; i < operations; i++) {
      int k = i % KEYS;
      valid += Sr25519.verify(srPublics[k], messages[k], srSignatures[k]) ? 1 : 0;
    }
    return requireAll(valid, operations);
  }

  private long edVerify(int operations) {
    long valid = 0;
    for (int i = 0; i < operations; i++) {
      int k = i % KEYS;
      boolean right =
          Ed25519.verify(edSignatures[k], 0, edPublics[k], 0, messages[k], 0, MESSAGE_BYTES);
      valid += right ? 1 : 0;
    }
    return requireAll(valid, operations);
  }

  private long srSign(int operations) {
    long sum = 0;
    for (int i = 0; i < operations; i++) {
      int k = i % KEYS;
      sum += srSecrets[k].sign(messages[k], secure)[0];
    }
    return sum;
  }

  private long edSign(int operations) {
    long sum = 0;
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    for (int i = 0; i < operations; i++) {
      edSign(i % KEYS, signature);
      sum += signature[0];
    }
    return sum;
  }

  private void edSign(int key, byte[] signature) {
    Ed25519.sign(
        edSecrets[key], 0, edPublics[key], 0, messages[key], 0, MESSAGE_BYTES, signature, 0);
  }

  private static long requireAll(long valid, int operations) {
    if (valid != operations) {
      throw new IllegalStateException(operations - valid + " right signatures were refused");
    }
    return valid;
  }
}
