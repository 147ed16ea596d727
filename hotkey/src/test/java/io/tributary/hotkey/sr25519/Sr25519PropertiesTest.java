package io.tributary.hotkey.sr25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Sr25519PropertiesTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @Property(tries = 300)
  void whatAKeySignsHoldsAndNothingNearIt(
      @ForAll @Size(32) byte[] seed,
      @ForAll @Size(max = 300) byte[] message,
      @ForAll @IntRange(max = 511) int signatureBit,
      @ForAll @IntRange(max = 255) int keyBit) {
    Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(seed);
    byte[] publicKey = key.publicKey();
    byte[] signature = key.sign(message, RANDOM);
    assertThat(Sr25519.verify(publicKey, message, signature)).isTrue();
    assertThat(Sr25519.verify(publicKey, message, flip(signature, signatureBit))).isFalse();
    assertThat(Sr25519.verify(flip(publicKey, keyBit), message, signature)).isFalse();
    assertThat(Sr25519.verify(publicKey, Arrays.copyOf(message, message.length + 1), signature))
        .isFalse();
    if (message.length > 0) {
      byte[] changed = flip(message, signatureBit % (8 * message.length));
      assertThat(Sr25519.verify(publicKey, changed, signature)).isFalse();
    }
    assertThat(key.sign(message, RANDOM)).isNotEqualTo(signature);
  }

  @Property
  void anyBytesAreRefusedWithoutAnException(
      @ForAll @Size(max = 40) byte[] key,
      @ForAll @Size(max = 40) byte[] message,
      @ForAll @Size(max = 70) byte[] signature) {
    assertThat(Sr25519.verify(key, message, signature)).isFalse();
  }

  @Property
  void anyBytesOfTheRightLengthsAreRefusedWithoutAnException(
      @ForAll @Size(32) byte[] key, @ForAll @Size(64) byte[] signature) {
    signature[63] = (byte) 0x81;
    assertThat(Sr25519.verifyWallet(key, new byte[0], signature)).isFalse();
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
