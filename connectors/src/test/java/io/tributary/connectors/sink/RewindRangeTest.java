package io.tributary.connectors.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places on a line, and stretches of it, as arguments name them. */
class RewindRangeTest {

  private static final long MOST = 999_999_999_999_999_999L;

  @Property
  void whatIsWrittenIsRead(
      @ForAll @LongRange(min = 0, max = MOST) long epoch,
      @ForAll @LongRange(min = 0, max = MOST - 1) long checkpoint) {
    LinePosition place = new LinePosition(epoch, checkpoint);
    assertThat(LinePosition.parse(place.toString())).isEqualTo(place);
    RewindRange range = new RewindRange(place, new LinePosition(epoch, MOST));
    assertThat(RewindRange.parse(range.toString())).isEqualTo(range);
  }

  @Test
  void aLaterStartIsLaterWhateverTheCheckpoint() {
    assertThat(new LinePosition(0, 9).isAfter(new LinePosition(0, 8))).isTrue();
    assertThat(new LinePosition(0, 9).isAfter(new LinePosition(0, 9))).isFalse();
    assertThat(new LinePosition(7, 1).isAfter(new LinePosition(0, 9))).isTrue();
    assertThat(new LinePosition(0, 9).isAfter(new LinePosition(7, 1))).isFalse();
  }

  @Test
  void theFirstEndStaysAndTheLastGoes() {
    RewindRange range = RewindRange.parse("0.5..7.6");
    assertThat(range.covers(new LinePosition(0, 5))).isFalse();
    assertThat(range.covers(new LinePosition(0, 6))).isTrue();
    assertThat(range.covers(new LinePosition(7, 6))).isTrue();
    assertThat(range.covers(new LinePosition(7, 7))).isFalse();
    assertThat(range.covers(new LinePosition(8, 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "5..6", "0.5", "0.5..", "..0.5", "0.5.6..0.7", "0.a..0.7", "0.-5..0.7"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> RewindRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a ");
  }

  @Test
  void anEmptyRangeIsRefused() {
    assertThatThrownBy(() -> RewindRange.parse("7.6..7.6"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing lies after 7.6 up to 7.6");
    assertThatThrownBy(() -> new LinePosition(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no place on a line of checkpoints: -1.0");
  }
}
