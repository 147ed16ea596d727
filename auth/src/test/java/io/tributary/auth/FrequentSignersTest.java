package io.tributary.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.identity.LocalSigner;
import io.tributary.hotkey.identity.SigningDomain;
import io.tributary.hotkey.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class FrequentSignersTest {

  private static final Octets BODY = Octets.of("a body".getBytes(StandardCharsets.US_ASCII));
  private static final Octets OTHER = Octets.of("another".getBytes(StandardCharsets.US_ASCII));

  private final SecureRandom random = new SecureRandom();
  private final FrequentSigners signers = new FrequentSigners();

  private final LocalSigner signer = LocalSigner.generate(random);
  private final Octets key = Octets.of(signer.publicKey());
  private final Octets signature = Octets.of(signer.sign(SigningDomain.ACCESS, BODY.bytes()));

  @Test
  void judgesTheSameBeforeAndAfterAKeyIsPrepared() throws Exception {
    for (int use = 1; use <= 5; use++) {
      signers.verify(key, BODY, signature);
      assertThatThrownBy(() -> signers.verify(key, OTHER, signature))
          .isInstanceOf(InvalidSignatureException.class)
          .hasMessageContaining("does not hold");
      assertThatThrownBy(() -> signers.verify(key, BODY, Octets.of(new byte[64])))
          .isInstanceOf(InvalidSignatureException.class)
          .hasMessageContaining("does not hold");
      signers.granted(key);
      assertThat(signers.prepared()).isEqualTo(use < 3 ? 0 : 1);
    }
  }

  @Test
  void preparesNothingForRequestsThatAreNotGranted() throws Exception {
    for (int use = 0; use < 10; use++) {
      signers.verify(key, BODY, signature);
    }
    assertThat(signers.prepared()).isZero();
  }

  @Test
  void keepsABoundedNumberOfKeysAndThoseInUseLongest() throws Exception {
    for (int use = 0; use < 3; use++) {
      signers.granted(key);
    }
    for (int other = 0; other < 2 * FrequentSigners.MOST; other++) {
      signers.verify(key, BODY, signature);
      signers.granted(Octets.of(LocalSigner.generate(random).publicKey()));
    }
    assertThat(signers.prepared()).isEqualTo(1);
    for (int other = 0; other < FrequentSigners.MOST; other++) {
      signers.granted(Octets.of(LocalSigner.generate(random).publicKey()));
    }
    assertThat(signers.prepared()).isZero();
    signers.verify(key, BODY, signature);
  }

  @Test
  void aKeyThatIsNoneIsRefused() {
    Octets zero = Octets.of(new byte[32]);
    assertThatThrownBy(() -> signers.verify(zero, BODY, signature))
        .isInstanceOf(InvalidSignatureException.class)
        .hasMessageContaining("does not hold");
  }
}
