package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIdTest {

  @Test
  void readsNumbersAndNamesInAnyCase() {
    for (SourceId source : SourceId.values()) {
      assertThat(SourceId.fromCode(source.code())).contains(source);
      assertThat(SourceId.fromText(Integer.toString(source.code()))).contains(source);
      assertThat(SourceId.fromText(source.name())).contains(source);
      assertThat(SourceId.fromText(source.name().toLowerCase(Locale.ROOT))).contains(source);
    }
    assertThat(SourceId.REDDIT.code()).isEqualTo(1);
    assertThat(SourceId.X.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "0", "3", "7", "-1", "02", " 2", "2.0", "twitter", "１", "reddıt"})
  void knowsNoOther(String text) {
    assertThat(SourceId.fromText(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3, 7, 257})
  void knowsNoOtherNumber(int code) {
    assertThat(SourceId.fromCode(code)).isEmpty();
  }
}
