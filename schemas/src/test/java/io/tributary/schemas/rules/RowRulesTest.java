package io.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.ContentKey;
import io.tributary.schemas.SourceId;
import org.junit.jupiter.api.Test;

class RowRulesTest {

  private static final ContentKey TWEET =
      ContentKey.of("https://x.com/a/status/2032750303094272042").key();
  private static final ContentKey COMMENT =
      ContentKey.of("https://www.reddit.com/r/a/comments/1kd7xpa/slug/mk4q9z2/").key();

  @Test
  void anItemIsThatOfItsAddress() {
    assertThat(RowRules.isItem(SourceId.X, TWEET, "2032750303094272042", null)).isTrue();
    assertThat(RowRules.isItem(SourceId.X, TWEET, "2032750303094272043", null)).isFalse();
    assertThat(RowRules.isItem(SourceId.REDDIT, TWEET, "2032750303094272042", "post")).isFalse();
    assertThat(RowRules.isItem(SourceId.REDDIT, COMMENT, "t1_mk4q9z2", "comment")).isTrue();
    assertThat(RowRules.isItem(SourceId.REDDIT, COMMENT, "mk4q9z2", "comment")).isTrue();
    assertThat(RowRules.isItem(SourceId.REDDIT, COMMENT, "t3_mk4q9z2", "comment")).isFalse();
    assertThat(RowRules.isItem(SourceId.REDDIT, COMMENT, "mk4q9z2", "post")).isFalse();
    assertThat(RowRules.isItem(SourceId.REDDIT, COMMENT, "mk4q9z2", null)).isFalse();
  }

  @Test
  void aTweetHoldsItsTimeAndNoAncientOne() {
    assertThat(RowRules.isCreatedAt(TWEET, 1_773_480_413_589_000L)).isTrue();
    assertThat(RowRules.isCreatedAt(TWEET, 1_262_304_000_000_000L)).isFalse();
    assertThat(RowRules.isCreatedAt(COMMENT, 1_262_304_000_000_000L)).isTrue();
  }

  @Test
  void labelsAndMinutesAreThoseOfTheIngest() {
    assertThat(RowRules.isLabel(null)).isTrue();
    assertThat(RowRules.isLabel("l".repeat(140))).isTrue();
    assertThat(RowRules.isLabel("l".repeat(141))).isFalse();
    assertThat(RowRules.cutToMinute(119_999_999)).isEqualTo(60_000_000);
    assertThat(RowRules.cutToMinute(-1)).isEqualTo(-60_000_000);
  }
}
