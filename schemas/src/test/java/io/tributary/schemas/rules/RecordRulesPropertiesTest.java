package io.tributary.schemas.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Reason.Scope;
import io.tributary.schemas.avro.MinerRecord;
import io.tributary.schemas.rules.CheckedRecord.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.WithNull;

class RecordRulesPropertiesTest {

  private static final Instant APPENDED = Instant.parse("2026-03-14T12:00:00Z");

  private final RecordRules rules = new RecordRules(RuleOptions.DEFAULT);

  @Property
  void everyRecordHasAnOutcome(
      @ForAll @WithNull String uri,
      @ForAll @WithNull String datetime,
      @ForAll @WithNull String source,
      @ForAll @WithNull String label,
      @ForAll @WithNull byte[] content) {
    ByteBuffer bytes = content == null ? null : ByteBuffer.wrap(content);
    Long size = content == null ? null : (long) content.length;

    assertThat(rules.check(new MinerRecord(uri, datetime, source, label, bytes, size), APPENDED))
        .isInstanceOfSatisfying(Rejected.class, RecordRulesPropertiesTest::isReadable);
  }

  @Property
  void everyFieldMayHoldAnything(
      @ForAll @IntRange(min = 0, max = 3) int field, @ForAll @WithNull String value) {
    MinerRecord record = Records.canonical("x");
    record.put(field, value);

    assertOutcome(record);
  }

  @Property
  void anyByteOfTheContentMayBreak(
      @ForAll boolean tweet,
      @ForAll @IntRange(min = 0, max = 1000) int place,
      @ForAll byte broken) {
    MinerRecord record = Records.canonical(tweet ? "x" : "reddit");
    record.getContent().put(place % record.getContent().remaining(), broken);

    assertOutcome(record);
  }

  private void assertOutcome(MinerRecord record) {
    CheckedRecord checked = rules.check(record, APPENDED);

    if (checked instanceof Rejected rejected) {
      isReadable(rejected);
    }
    assertThat(rules.check(record, APPENDED)).hasSameClassAs(checked);
  }

  private static void isReadable(Rejected rejected) {
    assertThat(rejected.reason().scope()).isEqualTo(Scope.RECORD);
    assertThat(rejected.detail()).isNotBlank().hasSizeLessThanOrEqualTo(300).hasLineCount(1);
  }
}
