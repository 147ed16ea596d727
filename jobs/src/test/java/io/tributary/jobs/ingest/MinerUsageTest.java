package io.tributary.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.jobs.ingest.MinerUsage.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MinerUsageTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration KEEP = Duration.ofDays(2);
  private static final long NO_LIMIT = MinerQuota.NO_LIMIT;

  private static MinerUsage used(long records, long bytes) {
    return MinerUsage.NONE.plus(new Amount(records, bytes), NOON, KEEP);
  }

  @Test
  void eachLimitIsReachedButNotPassed() {
    MinerUsage usage = used(90, 900);
    Amount fits = new Amount(10, 100);
    for (MinerQuota quota :
        List.of(
            new MinerQuota(100, 1_000, 100, 1_000),
            new MinerQuota(100, NO_LIMIT, NO_LIMIT, NO_LIMIT),
            MinerQuota.UNLIMITED)) {
      assertThat(usage.exceeded(quota, fits, NOON)).isEmpty();
    }
    Amount record = new Amount(11, 100);
    Amount octet = new Amount(10, 101);
    assertThat(usage.exceeded(new MinerQuota(100, NO_LIMIT, NO_LIMIT, NO_LIMIT), record, NOON))
        .contains(
            "quota-records-per-day is 100; 90 were admitted on 2026-11-22, this batch has 11");
    assertThat(usage.exceeded(new MinerQuota(NO_LIMIT, 1_000, NO_LIMIT, NO_LIMIT), octet, NOON))
        .contains(
            "quota-bytes-per-day is 1000; 900 were admitted on 2026-11-22, this batch has 101");
    assertThat(usage.exceeded(new MinerQuota(NO_LIMIT, NO_LIMIT, 100, NO_LIMIT), record, NOON))
        .contains("quota-records is 100; 90 were admitted in all, this batch has 11");
    assertThat(usage.exceeded(new MinerQuota(NO_LIMIT, NO_LIMIT, NO_LIMIT, 1_000), octet, NOON))
        .contains("quota-bytes is 1000; 900 were admitted in all, this batch has 101");
  }

  @Test
  void aLimitThatWasLoweredBelowTheUsageAdmitsNothing() {
    assertThat(
            used(90, 900)
                .exceeded(new MinerQuota(NO_LIMIT, NO_LIMIT, 50, NO_LIMIT), new Amount(0, 0), NOON))
        .contains("quota-records is 50; 90 were admitted in all, this batch has 0");
  }

  @Test
  void aDayEndsAtMidnightOfUtc() {
    Instant last = Instant.parse("2026-11-22T23:59:59.999Z");
    MinerUsage usage = used(7, 70).plus(new Amount(1, 10), last, KEEP);
    assertThat(usage.day(Instant.parse("2026-11-22T00:00:00Z"))).isEqualTo(new Amount(8, 80));
    assertThat(usage.day(last.plusMillis(1))).isEqualTo(Amount.ZERO);
    assertThat(usage.day(Instant.parse("2026-11-21T23:59:59.999Z"))).isEqualTo(Amount.ZERO);
  }

  @Test
  void aLateBatchCountsToItsOwnDay() {
    Instant yesterday = NOON.minus(Duration.ofDays(1));
    MinerUsage usage = used(7, 70).plus(new Amount(2, 20), yesterday, KEEP);
    assertThat(usage.day(NOON)).isEqualTo(new Amount(7, 70));
    assertThat(usage.day(yesterday)).isEqualTo(new Amount(2, 20));
    assertThat(usage.total()).isEqualTo(new Amount(9, 90));
  }

  @Test
  void onlyTheLatestDaysAreKept() {
    MinerUsage usage = MinerUsage.NONE;
    for (int day = 0; day < 100; day++) {
      usage = usage.plus(new Amount(1, 10), NOON.plus(Duration.ofDays(day)), KEEP);
    }
    assertThat(usage.total()).isEqualTo(new Amount(100, 1_000));
    assertThat(usage.toBytes()).hasSize(21 + 4 * 24);
    Instant eldest = NOON.plus(Duration.ofDays(96));
    assertThat(usage.day(eldest)).isEqualTo(new Amount(1, 10));
    Instant forgotten = NOON.plus(Duration.ofDays(95));
    assertThat(usage.day(forgotten)).isEqualTo(Amount.ZERO);
    MinerUsage late = usage.plus(new Amount(1, 10), forgotten, KEEP);
    assertThat(late.day(forgotten)).isEqualTo(Amount.ZERO);
    assertThat(late.total()).isEqualTo(new Amount(101, 1_010));
  }

  @Test
  void bytesOfVersionOneNeverChange() {
    MinerUsage usage = used(3, 300).plus(new Amount(1, 1L << 40), NOON.plus(KEEP), KEEP);
    byte[] golden =
        HexFormat.of()
            .parseHex(
                "01"
                    + "0000000000000004"
                    + "000001000000012c"
                    + "00000002"
                    + "000000000000512b"
                    + "0000000000000003"
                    + "000000000000012c"
                    + "000000000000512d"
                    + "0000000000000001"
                    + "0000010000000000");
    assertThat(usage.toBytes()).isEqualTo(golden);
    assertThat(MinerUsage.fromBytes(golden)).isEqualTo(usage).hasSameHashCodeAs(usage);
  }

  @Test
  void otherBytesAreRefused() {
    byte[] golden = used(3, 300).toBytes();
    for (int length = 0; length < golden.length; length++) {
      byte[] cut = Arrays.copyOf(golden, length);
      assertThatThrownBy(() -> MinerUsage.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("a miner's usage");
    }
    golden[0] = 2;
    assertThatThrownBy(() -> MinerUsage.fromBytes(golden))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a miner's usage of form 2, this release reads 1");
    assertThatThrownBy(() -> new Amount(-1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 records");
    assertThatThrownBy(() -> new MinerQuota(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one record and one byte");
  }

  /** Whatever comes in whatever order, no limit is ever passed, and nothing that fits refused. */
  @Property(tries = 200)
  void whatIsAdmittedIsExactlyWhatFits(
      @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> sizes) {
    MinerQuota quota = new MinerQuota(50, NO_LIMIT, 120, NO_LIMIT);
    MinerUsage usage = MinerUsage.NONE;
    long[] days = new long[3];
    long total = 0;
    for (int i = 0; i < sizes.size(); i++) {
      int day = i % 3;
      int size = sizes.get(i);
      Instant at = NOON.plus(Duration.ofDays(day));
      boolean fits = days[day] + size <= 50 && total + size <= 120;
      assertThat(usage.exceeded(quota, new Amount(size, 0), at).isEmpty()).isEqualTo(fits);
      if (fits) {
        usage = MinerUsage.fromBytes(usage.plus(new Amount(size, 0), at, KEEP).toBytes());
        days[day] += size;
        total += size;
      }
    }
    assertThat(usage.total().records()).isEqualTo(total);
  }
}
