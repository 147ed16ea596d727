package io.tributary.lake.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tributary.hotkey.identity.InvalidSignatureException;
import io.tributary.hotkey.wire.MalformedBytesException;
import io.tributary.lake.epoch.CarriedOver;
import io.tributary.lake.proof.FuzzBounds;
import io.tributary.lake.score.EffectiveSize;
import java.time.Duration;

/** Any bytes as a message of {@code verdicts}, and as the verdict in one. */
class VerdictFuzzTest {

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
    SignedVerdict signed;
    try {
      signed = SignedVerdict.decode(bytes);
    } catch (MalformedBytesException e) {
      return;
    }
    assertThat(signed.encode()).isEqualTo(bytes);
    try {
      assertThat(VerdictCodec.encode(signed.verify())).isEqualTo(signed.body().bytes());
    } catch (InvalidSignatureException | MalformedBytesException e) {
      assertThat(e).message().isNotBlank();
    }
    body(signed.body().bytes());
  }

  private static void body(byte[] bytes) {
    Verdict verdict;
    try {
      verdict = VerdictCodec.decode(bytes);
    } catch (MalformedBytesException e) {
      return;
    }
    assertThat(VerdictCodec.encode(verdict)).isEqualTo(bytes);
    assertThat(verdict.earningRows()).isBetween(0L, verdict.basis().setRows());
    assertThat(EffectiveSize.of(verdict, 1)).isNotNegative();
    CarriedOver carried = verdict.carriedOver();
    assertThat(carried.digest().size()).isEqualTo(32);
    assertThat(CarriedOver.of(carried.files()).digest()).isEqualTo(carried.digest());
  }
}
