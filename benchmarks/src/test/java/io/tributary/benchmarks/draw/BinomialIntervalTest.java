package io.tributary.benchmarks.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinomialIntervalTest {

  @Test
  void itIsWhatTablesSay() {
    // Quantiles 0.005 and 0.995 of Binomial(2000, 0.99) and (10, 0.5).
    BinomialInterval often = BinomialInterval.of(2000, 0.99);
    assertThat(often.low()).isCloseTo(0.984, within(0.0011));
    assertThat(often.high()).isCloseTo(0.995, within(0.0011));
    BinomialInterval even = BinomialInterval.of(10, 0.5);
    assertThat(even.low()).isEqualTo(0.1);
    assertThat(even.high()).isEqualTo(0.9);
    assertThat(BinomialInterval.of(50, 1)).isEqualTo(new BinomialInterval(1, 1));
    assertThat(BinomialInterval.of(50, 0)).isEqualTo(new BinomialInterval(0, 0));
  }

  @Test
  void itHoldsNinetyNineOfAHundred() {
    Random random = new Random(5);
    BinomialInterval interval = BinomialInterval.of(200, 0.3);
    int inside = 0;
    for (int i = 0; i < 2000; i++) {
      long hits = random.doubles(200).filter(x -> x < 0.3).count();
      inside += interval.holds(hits / 200.0) ? 1 : 0;
    }
    assertThat(inside).isBetween(1970, 2000);
  }
}
