package io.tributary.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {

  private static final StoreOptions OPTIONS =
      StoreOptions.compatible(URI.create("http://localhost:1"), "lake")
          .withPatience(Duration.ofSeconds(1), Duration.ofSeconds(30), 5)
          .withBackoff(Duration.ofMillis(100), Duration.ofMillis(300));

  private final List<Long> pauses = new ArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final Retries retries = new Retries(OPTIONS, new Random(1), () -> 0, pauses::add);

  @Test
  void transientFailuresAreTriedAgainUnderADoublingCeiling() {
    assertThatThrownBy(() -> retries.call(() -> fail(StoreFailure.THROTTLED)))
        .isInstanceOf(StoreException.class)
        .hasMessage("THROTTLED: attempt 5");
    assertThat(pauses).hasSize(4);
    long[] ceilings = {100, 200, 300, 300};
    for (int i = 0; i < ceilings.length; i++) {
      assertThat(pauses.get(i)).isBetween(0L, ceilings[i] * 1_000_000);
    }
  }

  @Test
  void lastingFailuresAreToldAtOnce() {
    assertThatThrownBy(() -> retries.call(() -> fail(StoreFailure.DENIED)))
        .isInstanceOf(StoreException.class)
        .hasMessage("DENIED: attempt 1");
    assertThat(pauses).isEmpty();
  }

  private Object fail(StoreFailure failure) throws StoreException {
    throw new StoreException(failure, "attempt " + attempts.incrementAndGet());
  }
}
