package io.tributary.hotkey.batch;

import static io.tributary.hotkey.batch.ReplayDecision.ADMIT;
import static io.tributary.hotkey.batch.ReplayDecision.EQUIVOCATION;
import static io.tributary.hotkey.batch.ReplayDecision.OUT_OF_WINDOW;
import static io.tributary.hotkey.batch.ReplayDecision.RESEND;
import static io.tributary.hotkey.batch.ReplayDecision.TOO_MANY_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {

  private static final Instant NOW = BatchFixture.NOW;

  @Test
  void resendIsHarmlessAndAnotherContentIsEquivocation() {
    ReplayWindow window = ReplayWindow.empty().record(batch(0, 5, 1), NOW);

    assertThat(window.decide(batch(0, 5, 1), NOW)).isEqualTo(RESEND);
    assertThat(window.decide(batch(0, 5, 2), NOW)).isEqualTo(EQUIVOCATION);
    assertThat(window.decide(batch(0, 4, 1), NOW)).isEqualTo(ADMIT);
    assertThat(window.decide(batch(0, 900_000, 1), NOW)).isEqualTo(ADMIT);
    assertThat(EQUIVOCATION.refusal()).contains(Reason.BATCH_EQUIVOCATION);
    assertThat(RESEND.refusal()).isEmpty();
    assertThatThrownBy(() -> window.record(batch(0, 5, 1), NOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("RESEND");
  }

  @Test
  void theWindowEndsAt1024() {
    ReplayWindow window = ReplayWindow.empty().record(batch(0, 2_000, 1), NOW);

    assertThat(window.decide(batch(0, 977, 1), NOW)).isEqualTo(ADMIT);
    assertThat(window.decide(batch(0, 976, 1), NOW)).isEqualTo(OUT_OF_WINDOW);
    assertThat(window.decide(batch(0, Long.MAX_VALUE, 1), NOW)).isEqualTo(ADMIT);
    ReplayWindow far = window.record(batch(0, Long.MAX_VALUE, 1), NOW);
    assertThat(far.decide(batch(0, 2_000, 1), NOW)).isEqualTo(OUT_OF_WINDOW);
  }

  @Test
  void aSeventeenthStreamWaitsForOneToRest() {
    ReplayWindow window = ReplayWindow.empty();
    for (int stream = 0; stream < 16; stream++) {
      window = window.record(batch(stream, 0, 1), NOW.plusSeconds(stream));
    }
    assertThat(window.decide(batch(16, 0, 1), NOW)).isEqualTo(TOO_MANY_STREAMS);
    assertThat(window.decide(batch(3, 1, 1), NOW)).isEqualTo(ADMIT);

    Instant end = NOW.plus(ReplayWindow.KEEP);
    assertThat(window.nextExpiry()).contains(end);
    assertThat(window.decide(batch(16, 0, 1), end)).isEqualTo(TOO_MANY_STREAMS);
    Instant after = end.plusMillis(1);
    assertThat(window.decide(batch(16, 0, 1), after)).isEqualTo(ADMIT);
    ReplayWindow later = window.record(batch(16, 0, 1), after);
    assertThat(later.decide(batch(1, 0, 1), after)).isEqualTo(RESEND);
    assertThat(later.decide(batch(0, 0, 1), after)).isEqualTo(TOO_MANY_STREAMS);
    assertThat(later.expire(after.plus(ReplayWindow.KEEP.plusSeconds(1))).isEmpty()).isTrue();
  }

  @Test
  void theSameStreamOfAnotherKeyIsAnotherStream() {
    ReplayWindow window = ReplayWindow.empty().record(batch(0, 5, 1), NOW);
    VerifiedBatch own = batch(0, 5, 2);
    VerifiedBatch other =
        new VerifiedBatch(
            own.hotkey(),
            BatchFixture.filled(32, 9),
            own.stream(),
            5,
            NOW,
            own.sources(),
            own.digest(),
            1,
            1,
            new byte[1]);
    assertThat(window.decide(other, NOW)).isEqualTo(ADMIT);
  }

  @Test
  void stateOfAFullWindowIsSmall() {
    ReplayWindow window = ReplayWindow.empty();
    for (int counter = 0; counter < 3_000; counter++) {
      window = window.record(batch(0, counter, counter), NOW);
    }
    assertThat(window.toBytes().length).isLessThan(9_400);
    assertThat(ReplayWindow.fromBytes(window.toBytes())).isEqualTo(window);
  }

  @Test
  void foreignBytesAreRefused() {
    assertThatThrownBy(() -> ReplayWindow.fromBytes(new byte[] {4}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("form 2");
    assertThatThrownBy(() -> ReplayWindow.fromBytes(new byte[] {2, 2, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bytes end early");
  }

  /** The model remembers everything; the window must agree with it at every step. */
  @Property(tries = 200)
  void agreesWithAModelThatForgetsNothing(@ForAll long seed) {
    Random random = new Random(seed);
    ReplayWindow window = ReplayWindow.empty();
    Map<Integer, Map<Long, Integer>> seen = new HashMap<>();
    List<Long> highest = new ArrayList<>(List.of(-1L, -1L, -1L));
    for (int step = 0; step < 400; step++) {
      int stream = random.nextInt(3);
      long base = Math.max(0, highest.get(stream));
      long counter = Math.max(0, base + random.nextInt(1_300) - 1_250 + random.nextInt(60));
      int content = random.nextInt(2);
      Map<Long, Integer> counters = seen.computeIfAbsent(stream, s -> new HashMap<>());
      ReplayDecision expected;
      if (counter <= highest.get(stream) - 1_024) {
        expected = OUT_OF_WINDOW;
      } else if (counters.containsKey(counter)) {
        expected = counters.get(counter) == content ? RESEND : EQUIVOCATION;
      } else {
        expected = ADMIT;
      }
      VerifiedBatch batch = batch(stream, counter, content);
      assertThat(window.decide(batch, NOW)).isEqualTo(expected);
      if (expected == ADMIT) {
        window = window.record(batch, NOW);
        counters.put(counter, content);
        highest.set(stream, Math.max(highest.get(stream), counter));
      }
      if (random.nextInt(20) == 0) {
        window = ReplayWindow.fromBytes(window.toBytes());
      }
    }
  }

  private static VerifiedBatch batch(int stream, long counter, int content) {
    VerifiedBatch any = BatchFixture.verified(counter, content);
    return new VerifiedBatch(
        any.hotkey(),
        any.signingKey(),
        StreamId.of(BatchFixture.filled(StreamId.BYTES, stream)),
        counter,
        any.createdAt(),
        any.sources(),
        any.digest(),
        1,
        1,
        any.compressed());
  }
}
