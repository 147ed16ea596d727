package io.tributary.lake.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.lake.verdict.Verdicts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CredibilityTest {

  private static final Offset<Double> SIX_PLACES = within(0.5e-6);

  @Test
  void tenPassesFromTheStart() {
    double[] published = {
      0.37, 0.559, 0.6913, 0.78391, 0.848737, 0.894116, 0.925881, 0.948117, 0.963682, 0.974577
    };
    Credibility credibility = Credibility.START;
    for (double expected : published) {
      credibility = credibility.afterPass(1, 0);
      assertThat(credibility.value()).isCloseTo(expected, SIX_PLACES);
    }
  }

  @Test
  void fiveFailuresFromFullCredibility() {
    double[][] published = {
      {0.7, 0.409963}, {0.49, 0.16807}, {0.343, 0.068903}, {0.2401, 0.028248}, {0.16807, 0.01158}
    };
    Credibility credibility = new Credibility(1, 1000);
    for (double[] expected : published) {
      credibility = credibility.afterFailure();
      assertThat(credibility.value()).isCloseTo(expected[0], SIX_PLACES);
      assertThat(credibility.weight()).isCloseTo(expected[1], SIX_PLACES);
      assertThat(credibility.sizeBytes()).isEqualTo(1000);
    }
  }

  @Test
  void newVolumeMustBeProven() {
    double factor = 0.757858283255199;
    Credibility grown = new Credibility(1, 1000).afterPass(1, 2000);
    assertThat(grown.value()).isCloseTo(0.3 + 0.7 * factor, within(1e-15));
    assertThat(grown.sizeBytes()).isEqualTo(2000);
    assertThat(new Credibility(1, 2000).afterPass(1, 1000).value()).isEqualTo(1);
    assertThat(new Credibility(1, 0).afterPass(1, 1000).value()).isEqualTo(1);
  }

  @Test
  void sizesAreTheContracts() {
    assertThat(EffectiveSize.bytes(2_000_000, 0.9, 0.998)).isCloseTo(485_028_000, within(1e-6));
    assertThat(EffectiveSize.bytes(10, 1, 1.7)).isEqualTo(3000);
    assertThat(EffectiveSize.boost(100, 200)).isEqualTo(50);
    assertThat(EffectiveSize.boost(50, 200)).isEqualTo(12.5);
    assertThat(EffectiveSize.boost(0, 0)).isZero();
    assertThatThrownBy(() -> EffectiveSize.bytes(1, Double.NaN, 1))
        .hasMessageContaining("coverage NaN");
    assertThatThrownBy(() -> new Credibility(1.1, 0)).hasMessageContaining("1.1 at 0");
  }

  @Test
  void verdictsMoveIt() {
    Credibility before = new Credibility(0.5, 1_000_000);
    Credibility passed = before.after(Verdicts.pass(), 1);
    double size = 4000 * 300 * 0.998;
    double kept = 0.5 * StrictMath.pow(1_000_000 / size, 0.4);
    assertThat(passed.sizeBytes()).isCloseTo(size, within(1e-6));
    assertThat(passed.value()).isCloseTo(0.3 * 0.95 + 0.7 * kept, within(1e-12));
    assertThat(before.after(Verdicts.fail(), 1)).isEqualTo(new Credibility(0.35, 1_000_000));
    assertThat(before.after(Verdicts.noEvidence(), 1)).isEqualTo(before);
    assertThat(EffectiveSize.of(Verdicts.fail(), 1)).isZero();
    assertThat(EffectiveSize.of(Verdicts.passWithout(2), 1))
        .isCloseTo(3000 * 300 * 0.998, within(1e-6));
  }

  @Property
  void itStaysAShare(
      @ForAll @DoubleRange(max = 1) double value,
      @ForAll @DoubleRange(max = 1) double target,
      @ForAll @DoubleRange(max = 1e15) double size,
      @ForAll @DoubleRange(max = 1e15) double newSize) {
    Credibility passed = new Credibility(value, size).afterPass(target, newSize);
    assertThat(passed.value()).isBetween(0.0, 1.0);
    assertThat(passed.weight()).isBetween(0.0, passed.value());
  }
}
