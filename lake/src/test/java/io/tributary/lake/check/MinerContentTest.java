package io.tributary.lake.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.lake.check.RowOracle.Answer;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.threshold.ShareLimits;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.schemas.ItemKey;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinerContentTest {

  private final MinerContent miner = new MinerContent(ContentOptions.DEFAULTS, new ItemSalt(1));

  @Test
  void sharesAtTheirLimitsAreKept() {
    ItemSample items = new ItemSample(new ItemSalt(1), 2000);
    for (int i = 0; i < 1000; i++) {
      items.add(ItemKey.of("x:" + i % 100), 0, 1);
    }
    miner.add(new ContentTally(1000, 500, 100, 1000, 950, 1000, 998), items);
    assertThat(miner.findings()).isEmpty();
    assertThat(miner.counts()).isEqualTo(new ContentCounts(1000, 998, 0, 0));
    items.add(ItemKey.of("x:1"), 0, 1);
    MinerContent over = new MinerContent(ContentOptions.DEFAULTS, new ItemSalt(1));
    over.add(new ContentTally(1000, 501, 101, 1000, 949, 0, 0), items);
    assertThat(over.findings())
        .extracting(Object::toString)
        .containsExactly(
            "FEW_DISTINCT_IDS: 100 of 1001 examined rows have an item of their own",
            "FIELDS_MISSING: 501 of 1000 examined rows have no user name",
            "FIELDS_MISSING: 949 of 1000 examined rows of X have a view count",
            "CONTENT_BLANK: 101 of 1000 examined rows show nothing");
  }

  @Test
  void fewRowsAreNotHeldAgainstAnybodyUnlessChanceCannotBe() {
    assertThat(few(10, 0, 0, 9)).isEmpty();
    assertThat(few(10, 9, 3, 8)).isEmpty();
    assertThat(few(60, 0, 0, 52)).isEmpty();
    assertThat(few(60, 0, 0, 51))
        .containsExactly("FIELDS_MISSING: 51 of 60 examined rows of X have a view count");
    assertThat(few(10, 10, 10, 10))
        .containsExactly(
            "FIELDS_MISSING: 10 of 10 examined rows have no user name",
            "CONTENT_BLANK: 10 of 10 examined rows show nothing");
    assertThat(few(199, 0, 0, 189)).isEmpty();
    assertThat(few(200, 0, 0, 189)).hasSize(1);
  }

  private static List<String> few(long rows, long withoutUser, long blank, long withViews) {
    MinerContent miner = new MinerContent(ContentOptions.DEFAULTS, new ItemSalt(1));
    miner.add(
        new ContentTally(rows, withoutUser, blank, rows, withViews, 0, 0),
        new ItemSample(new ItemSalt(1), 2));
    return miner.findings().stream().map(Object::toString).toList();
  }

  @Test
  void whatAnOracleCannotCompareIsNotHeldAgainstAnybody() {
    assertThat(RowOracle.NONE.ask(List.of())).isEmpty();
    miner.addAnswers(Collections.nCopies(20, Answer.UNKNOWN));
    miner.addAnswers(Collections.nCopies(4, Answer.CONTRADICTED));
    assertThat(miner.findings()).isEmpty();
    miner.addAnswers(Collections.nCopies(16, Answer.CONFIRMED));
    assertThat(miner.findings()).isEmpty();
    assertThat(miner.counts()).isEqualTo(new ContentCounts(0, 0, 20, 16));
    miner.addAnswers(List.of(Answer.CONTRADICTED));
    assertThat(miner.findings())
        .extracting(Object::toString)
        .containsExactly("NOT_CONFIRMED: 16 of 21 examined rows were confirmed");
  }

  @Test
  void thresholdsOutOfRangeCannotBe() {
    assertThatThrownBy(() -> new ShareLimits(0, 0, 0, 0, 0, 0, 0, 1_000_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no share in millionths: 1000001");
  }
}
