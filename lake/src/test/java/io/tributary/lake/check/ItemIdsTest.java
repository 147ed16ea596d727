package io.tributary.lake.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.ItemKey;
import io.tributary.schemas.SourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemIdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"1", "20", "1800000000000000000", "9999999999999999999"})
  void anIdOfXIsANumber(String id) {
    assertThat(ItemIds.key(SourceId.X, id, null)).contains(ItemKey.of(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "01", "1a", "-1", " 1", "1 ", "١", "10000000000000000000"})
  void nothingElseIsAnIdOfX(String id) {
    assertThat(ItemIds.key(SourceId.X, id, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc12z", "t3_abc12z", "t1_abc12z"})
  void anIdOfRedditHasAKindOrNone(String id) {
    assertThat(ItemIds.key(SourceId.REDDIT, id, "post")).contains(ItemKey.of("post:abc12z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "t3_", "t2_abc", "0abc", "Abc", "ab_c", "ab{c", "12345678901234", "t3_t3_abc"})
  void nothingElseIsAnIdOfReddit(String id) {
    assertThat(ItemIds.key(SourceId.REDDIT, id, "post")).isEmpty();
  }

  @Test
  void withoutItsKindAnIdOfRedditSaysNothing() {
    assertThat(ItemIds.key(SourceId.REDDIT, "abc", null)).isEmpty();
    assertThat(ItemIds.key(SourceId.REDDIT, null, "post")).isEmpty();
  }
}
