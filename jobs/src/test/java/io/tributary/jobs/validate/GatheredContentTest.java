package io.tributary.jobs.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.lake.challenge.ChallengeResult;
import io.tributary.lake.check.ContentTally;
import io.tributary.lake.check.ItemSalt;
import io.tributary.lake.check.ItemSample;
import io.tributary.lake.check.RowOracle;
import io.tributary.lake.check.RowOracle.Answer;
import io.tributary.lake.check.SampledRow;
import io.tributary.lake.threshold.ContentOptions;
import io.tributary.lake.verdict.ContentCounts;
import io.tributary.lake.verdict.Evidence;
import io.tributary.lake.verdict.FileResult;
import io.tributary.lake.verdict.VerdictFinding;
import io.tributary.lake.verdict.VerdictReason;
import io.tributary.schemas.ContentKey;
import io.tributary.schemas.ItemKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatheredContentTest {

  private static final ItemSalt SALT = new ItemSalt(5);
  private static final List<SampledRow> ROWS =
      Collections.nCopies(
          6, new SampledRow(ContentKey.of("https://x.com/ann/status/7").key(), 0, Map.of()));

  @Test
  void whatFilesHoldAddsUp() {
    GatheredContent content = gathered(RowOracle.NONE);
    content.take(file(0, "x:1", "x:2"));
    content.take(file(1, "x:2", "x:3"));
    VerdictFinding known = new VerdictFinding(VerdictReason.MANIFEST_MISSING, "an object");
    FileResult result = new FileResult(0, List.of(), 1, 1);
    MinerEvidence all = content.evidence(true, List.of(known), List.of(result));
    Evidence evidence = all.evidence();
    assertThat(evidence.findings())
        .containsExactly(
            known,
            new VerdictFinding(
                VerdictReason.DUPLICATE_ACROSS_FILES,
                "1 of 4 examined rows repeat an item of another file"));
    assertThat(evidence.files()).containsExactly(result);
    assertThat(evidence.counts()).isEqualTo(new ContentCounts(20, 18, 0, 0));
    assertThat(all.items().size()).isEqualTo(3);
  }

  @Test
  void anOracleThatConfirmsCounts() {
    assertThat(asked(rows -> Collections.nCopies(6, Answer.CONFIRMED)))
        .isEqualTo(new ContentCounts(0, 0, 6, 6));
    assertThat(
            asked(
                rows ->
                    List.of(
                        Answer.CONFIRMED,
                        Answer.CONTRADICTED,
                        Answer.UNKNOWN,
                        Answer.UNKNOWN,
                        Answer.CONFIRMED,
                        Answer.UNKNOWN)))
        .isEqualTo(new ContentCounts(0, 0, 3, 2));
  }

  @Test
  void anOraclesOwnTroublesCostNobodyAnything() {
    assertThat(
            asked(
                rows -> {
                  throw new IllegalStateException("a bug");
                }))
        .isEqualTo(ContentCounts.NONE);
    assertThat(asked(rows -> List.of(Answer.CONTRADICTED))).isEqualTo(ContentCounts.NONE);
    assertThat(asked(rows -> Collections.nCopies(7, Answer.CONTRADICTED)))
        .isEqualTo(ContentCounts.NONE);
    assertThat(asked(rows -> null)).isEqualTo(ContentCounts.NONE);
    assertThat(asked(rows -> Arrays.asList(new Answer[6]))).isEqualTo(ContentCounts.NONE);
  }

  private static ContentCounts asked(RowOracle oracle) {
    GatheredContent content = gathered(oracle);
    content.ask(ROWS);
    content.ask(List.of());
    return content.evidence(true, List.of(), List.of()).evidence().counts();
  }

  private static GatheredContent gathered(RowOracle oracle) {
    return new GatheredContent(ContentOptions.DEFAULTS, SALT, oracle);
  }

  private static ChallengeResult file(int index, String... items) {
    ItemSample sample = new ItemSample(SALT, 16);
    for (String item : items) {
      sample.add(ItemKey.of(item), index, 1000);
    }
    return new ChallengeResult(
        new FileResult(index, List.of(), 1, 1),
        new ContentTally(2, 0, 0, 0, 0, 10, 9),
        sample,
        List.of());
  }
}
