package io.tributary.lake.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.proof.FuzzBounds;
import java.time.Duration;

/** Any bytes as a message of {@code freezes}, and as the freeze in one. */
class FreezeFuzzTest {

  private static final Duration SOON = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 64 << 20;

  @FuzzTest
  void decodes(byte[] bytes) throws Exception {
    FuzzBounds.within(
        SOON,
        MOST_BYTES,
        () -> {
          signed(bytes);
          body(bytes);
        });
  }

  private static void signed(byte[] bytes) {
    SignedFreeze signed;
    try {
      signed = SignedFreeze.decode(bytes);
    } catch (MalformedBytesException e) {
      return;
    }
    assertThat(signed.encode()).isEqualTo(bytes);
    try {
      assertThat(signed.verify().encode()).isEqualTo(signed.body().bytes());
    } catch (InvalidSignatureException | MalformedBytesException e) {
      assertThat(e).message().isNotBlank();
    }
    body(signed.body().bytes());
  }

  private static void body(byte[] bytes) {
    Freeze freeze;
    try {
      freeze = Freeze.decode(bytes);
    } catch (MalformedBytesException e) {
      return;
    }
    assertThat(freeze.encode()).isEqualTo(bytes);
    assertThat(freeze.frozenDigest().size()).isEqualTo(32);
    assertThat(freeze.schedule().seedBlock(freeze.epoch())).isPositive();
  }
}
