package io.tributary.hotkey.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureVerifierTest {

  private final LocalSigner signer = LocalSigner.generate(new SecureRandom());
  private final byte[] canonical = "canonical bytes".getBytes(UTF_8);

  @ParameterizedTest
  @EnumSource(SigningDomain.class)
  void aSignatureHoldsInItsDomainOnly(SigningDomain domain) {
    byte[] signature = signer.sign(domain, canonical);
    for (SigningDomain other : SigningDomain.values()) {
      if (other == domain) {
        assertThatCode(
                () -> SignatureVerifier.verify(signer.publicKey(), other, canonical, signature))
            .doesNotThrowAnyException();
      } else {
        refuses(signer.publicKey(), other, canonical, signature)
            .hasMessage("the signature does not hold for this key and " + other.tag());
      }
    }
  }

  @Test
  void refusesOtherBytesKeysAndLengths() {
    byte[] key = signer.publicKey();
    byte[] signature = signer.sign(SigningDomain.BATCH, canonical);
    byte[] other = LocalSigner.generate(new SecureRandom()).publicKey();
    refuses(key, SigningDomain.BATCH, "Canonical bytes".getBytes(UTF_8), signature)
        .hasMessageContaining("does not hold");
    refuses(other, SigningDomain.BATCH, canonical, signature).hasMessageContaining("does not hold");
    refuses(new byte[31], SigningDomain.BATCH, canonical, signature)
        .hasMessage("a public key has 32 bytes, not 31");
    refuses(key, SigningDomain.BATCH, canonical, Arrays.copyOf(signature, 65))
        .hasMessage("a signature has 64 bytes, not 65");
  }

  @Test
  void refusesTheAllZeroKeyThatAnybodyCanSignFor() {
    byte[] forged = new byte[64];
    forged[63] = (byte) 0x80;
    refuses(new byte[32], SigningDomain.BATCH, canonical, forged)
        .hasMessageContaining("does not hold");
  }

  @Test
  void aSignerIsRedactedAndCanBeDestroyed() {
    assertThat(signer.toString()).isEqualTo("LocalSigner[" + signer.hotkey() + "]");
    assertThat(signer.isDestroyed()).isFalse();
    signer.destroy();
    assertThat(signer.isDestroyed()).isTrue();
    assertThatThrownBy(() -> signer.sign(SigningDomain.BATCH, canonical))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this secret key was destroyed");
  }

  @Test
  void theSameSeedIsTheSameSigner() {
    byte[] seed = new byte[32];
    seed[5] = 7;
    assertThat(LocalSigner.fromMiniSecret(seed).publicKey())
        .isEqualTo(LocalSigner.fromMiniSecret(seed).publicKey())
        .isNotEqualTo(signer.publicKey());
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refuses(
      byte[] key, SigningDomain domain, byte[] canonical, byte[] signature) {
    return assertThatThrownBy(() -> SignatureVerifier.verify(key, domain, canonical, signature))
        .isInstanceOf(InvalidSignatureException.class);
  }
}
