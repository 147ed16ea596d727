package io.tributary.benchmarks;

import io.tributary.hotkey.sr25519.Sr25519SecretKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;

/**
 * Something whose time must not depend on a secret. Both kinds of secrets lie in as many objects of
 * their own, so that memory looks alike.
 */
interface TimingSubject {

  /** How many secrets of each kind there are. */
  int PLACES = 64;

  String name();

  /**
   * Does it once.
   *
   * @param fixed with the one fixed secret, else with one of the random ones
   * @param place which of the {@link #PLACES} objects to take
   */
  long run(boolean fixed, int place);

  /** Signing, making a public key, and an exponentiation that does tell its secret. */
  static List<TimingSubject> all(Random random) {
    byte[][] fixed = new byte[PLACES][];
    byte[][] drawn = new byte[PLACES][];
    for (int i = 0; i < PLACES; i++) {
      fixed[i] = smallest();
      drawn[i] = drawn(random);
    }
    return List.of(
        new Signing(keys(fixed), keys(drawn)),
        new PublicKey(fixed, drawn),
        new Control(fixed, drawn));
  }

  private static Sr25519SecretKey[] keys(byte[][] secrets) {
    Sr25519SecretKey[] keys = new Sr25519SecretKey[secrets.length];
    for (int i = 0; i < secrets.length; i++) {
      keys[i] = Sr25519SecretKey.fromSecretKey(secrets[i]);
    }
    return keys;
  }

  /** The scalar 1 with a nonce seed of zeros: if anything stands out, then this. */
  private static byte[] smallest() {
    byte[] secret = new byte[Sr25519SecretKey.SECRET_KEY_BYTES];
    secret[0] = 1;
    return secret;
  }

  private static byte[] drawn(Random random) {
    byte[] seed = new byte[Sr25519SecretKey.MINI_SECRET_BYTES];
    random.nextBytes(seed);
    return Sr25519SecretKey.fromMiniSecret(seed).toBytes();
  }

  /** Signing one message. */
  final class Signing implements TimingSubject {
    private final Sr25519SecretKey[] fixed;
    private final Sr25519SecretKey[] drawn;
    private final SecureRandom random = new CountingRandom();
    private final byte[] message = new byte[64];

    Signing(Sr25519SecretKey[] fixed, Sr25519SecretKey[] drawn) {
      this.fixed = fixed;
      this.drawn = drawn;
    }

    @Override
    public String name() {
      return "sr25519 sign";
    }

    @Override
    public long run(boolean ofFixed, int place) {
      return (ofFixed ? fixed : drawn)[place].sign(message, random)[0];
    }
  }

  /** Reading a secret key, which makes its public key. */
  final class PublicKey implements TimingSubject {
    private final byte[][] fixed;
    private final byte[][] drawn;

    PublicKey(byte[][] fixed, byte[][] drawn) {
      this.fixed = fixed;
      this.drawn = drawn;
    }

    @Override
    public String name() {
      return "sr25519 public key";
    }

    @Override
    public long run(boolean ofFixed, int place) {
      byte[] secret = (ofFixed ? fixed : drawn)[place];
      return Sr25519SecretKey.fromSecretKey(secret).publicKey()[0];
    }
  }

  /** What leaks for sure: shows that a leak would be seen. */
  final class Control implements TimingSubject {
    private static final BigInteger MODULUS =
        BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private final BigInteger[] fixed = new BigInteger[PLACES];
    private final BigInteger[] drawn = new BigInteger[PLACES];

    Control(byte[][] fixedSecrets, byte[][] drawnSecrets) {
      for (int i = 0; i < PLACES; i++) {
        fixed[i] = new BigInteger(1, fixedSecrets[i]);
        drawn[i] = new BigInteger(1, drawnSecrets[i]);
      }
    }

    @Override
    public String name() {
      return "control: BigInteger.modPow";
    }

    @Override
    public long run(boolean ofFixed, int place) {
      return BigInteger.TEN.modPow((ofFixed ? fixed : drawn)[place], MODULUS).longValue();
    }
  }

  /** Fast and even, which is all that is wanted of it here. */
  final class CountingRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private long count;

    @Override
    public void nextBytes(byte[] target) {
      count++;
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) (count >>> (8 * (i & 7)));
      }
    }
  }
}
