package io.tributary.hotkey.sr25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Derivation beyond what the reference's vectors say, and use of one key by several threads. */
class KeyDerivationTest {

  private final Sr25519SecretKey key = Sr25519SecretKey.fromMiniSecret(new byte[32]);

  @Test
  void aSoftKeyIsTheSameEachTimeAndSigns() {
    byte[] chainCode = {
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
      27, 28, 29, 30, 31, 32
    };
    Sr25519SecretKey derived = key.deriveSoft(chainCode);
    assertThat(key.deriveSoft(chainCode).toBytes()).isEqualTo(derived.toBytes());
    assertThat(key.deriveSoft(new byte[32]).toBytes()).isNotEqualTo(derived.toBytes());
    byte[] signature = derived.sign(new byte[3], new SecureRandom());
    assertThat(Sr25519.verify(derived.publicKey(), new byte[3], signature)).isTrue();
  }

  @Test
  void refusesOtherLengthsAndDestroyedKeys() {
    assertThatThrownBy(() -> key.deriveSoft(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a chain code has 32 bytes, not 31");
    key.destroy();
    assertThatThrownBy(() -> key.deriveHard(new byte[32]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this secret key was destroyed");
  }

  @Test
  void manyThreadsSignUntilTheKeyIsDestroyed() throws Exception {
    int threads = 4;
    CountDownLatch signing = new CountDownLatch(threads);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      Future<?>[] results = new Future<?>[threads];
      for (int i = 0; i < threads; i++) {
        results[i] = executor.submit(() -> signUntilDestroyed(signing));
      }
      signing.await();
      key.destroy();
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  /** Every signature given out holds: none was made with a half overwritten key. */
  private void signUntilDestroyed(CountDownLatch signing) {
    SecureRandom random = new SecureRandom();
    byte[] message = new byte[8];
    boolean first = true;
    while (true) {
      byte[] signature;
      try {
        signature = key.sign(message, random);
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("this secret key was destroyed");
        return;
      }
      assertThat(Sr25519.verify(key.publicKey(), message, signature)).isTrue();
      if (first) {
        signing.countDown();
        first = false;
      }
    }
  }
}
