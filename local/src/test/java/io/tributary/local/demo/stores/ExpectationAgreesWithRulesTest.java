package io.tributary.local.demo.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.rules.CheckedRecord;
import io.tributary.schemas.rules.RecordRules;
import io.tributary.schemas.rules.RuleOptions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The generator and the product's rules were written apart; on every record of a generated world
 * they must say the same.
 */
class ExpectationAgreesWithRulesTest {

  private static final Instant BASE = Instant.parse("2026-11-22T10:00:00Z");
  private static final GeneratorOptions OPTIONS = new GeneratorOptions(5, 12_000, 7);

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void everyRecordGetsTheReasonAndKeyThatTheGeneratorKnows(int daysLater) {
    RecordRules rules = new RecordRules(RuleOptions.DEFAULT);
    Instant append = BASE.plus(Duration.ofDays(daysLater)).plusSeconds(30);
    StorePlan plan = StorePlan.of(OPTIONS);
    ItemMaker maker = new ItemMaker(OPTIONS, BASE);
    List<String> differences = new ArrayList<>();
    for (int miner = 0; miner < OPTIONS.miners(); miner++) {
      for (int row = 0; row < plan.rows(miner); row++) {
        int item = plan.item(miner, row);
        StoreRecord record =
            item < plan.goodItems()
                ? maker.make(item, plan.copy(miner, row), row % 2).seal(null)
                : StoreGenerator.bad(maker, item, item - plan.goodItems(), 0);
        String expected = record.reason() == null ? record.key() : record.reason();
        CheckedRecord checked = rules.check(sent(record), append);
        if (!outcome(checked).equals(expected)) {
          differences.add(expected + " but " + checked + " for " + record.uri());
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static String outcome(CheckedRecord checked) {
    return checked instanceof CheckedRecord.Rejected rejected
        ? rejected.reason().name()
        : ((CheckedRecord.Accepted) checked).contentKey().toString();
  }

  private static MinerRecord sent(StoreRecord record) {
    return MinerRecord.newBuilder()
        .setUri(record.uri())
        .setDatetime(record.datetime())
        .setSource(Integer.toString(record.source()))
        .setLabel(record.label().equals("NULL") ? null : record.label())
        .setContent(ByteBuffer.wrap(record.content()))
        .setContentSizeBytes(record.contentSizeBytes())
        .build();
  }
}
