package io.tributary.auth.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.auth.Quota;
import io.tributary.auth.QuotaLimits;
import io.tributary.auth.replay.MemoryQuota;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every count of allowances must do, and what only the one in DynamoDB does. */
class QuotaTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Hotkey HOTKEY = Keys.signer(1).hotkey();
  private static final Hotkey OTHER = Keys.signer(2).hotkey();
  private static LocalTable local;

  @BeforeAll
  static void start() {
    local = new LocalTable();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  abstract static class Contract {

    abstract Quota quota(QuotaLimits limits);

    @Test
    void aMinuteHasItsRequests() {
      Quota quota = quota(new QuotaLimits(2, 100, 100, 100));

      assertThat(take(quota, NOW)).isEmpty();
      assertThat(take(quota, NOW.plusSeconds(29))).isEmpty();
      assertThat(take(quota, NOW.plusSeconds(29))).contains(AccessReason.QUOTA_EXCEEDED);
      assertThat(take(quota, NOW.plusSeconds(30))).isEmpty();
    }

    @Test
    void aDayHasItsRequests() {
      Quota quota = quota(new QuotaLimits(100, 3, 100, 100));

      assertThat(take(quota, NOW)).isEmpty();
      assertThat(take(quota, NOW.plus(MINUTE))).isEmpty();
      assertThat(take(quota, NOW.plus(MINUTE))).isEmpty();
      assertThat(take(quota, NOW.plus(MINUTE))).contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, Instant.parse("2026-03-01T23:59:59Z")))
          .contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, Instant.parse("2026-03-02T00:00:00Z"))).isEmpty();
    }

    @Test
    void filesAndBytesHaveTheirOwnAllowance() {
      Quota quota = quota(new QuotaLimits(100, 100, 10, 1_000));

      assertThat(take(quota, HOTKEY, 6, 400, NOW)).isEmpty();
      assertThat(take(quota, HOTKEY, 5, 1, NOW)).contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, HOTKEY, 1, 601, NOW)).contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, HOTKEY, 4, 600, NOW)).isEmpty();
      assertThat(take(quota, HOTKEY, 0, 0, NOW)).isEmpty();
      assertThat(take(quota, HOTKEY, 1, 0, NOW)).contains(AccessReason.DAY_QUOTA_EXCEEDED);
    }

    @Test
    void moreThanADayAllowsIsRefusedFromTheStart() {
      Quota quota = quota(new QuotaLimits(100, 100, 10, 1_000));

      assertThat(take(quota, HOTKEY, 11, 0, NOW)).contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, HOTKEY, 1, 1_001, NOW)).contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, HOTKEY, 10, 1_000, NOW)).isEmpty();
    }

    @Test
    void aRefusalTakesNothing() {
      Quota quota = quota(new QuotaLimits(3, 100, 10, 1_000));

      assertThat(take(quota, HOTKEY, 8, 10, NOW)).isEmpty();
      assertThat(take(quota, HOTKEY, 3, 10, NOW)).contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, HOTKEY, 3, 10, NOW)).contains(AccessReason.DAY_QUOTA_EXCEEDED);
      assertThat(take(quota, HOTKEY, 1, 10, NOW)).isEmpty();
      assertThat(take(quota, HOTKEY, 1, 10, NOW)).isEmpty();
      assertThat(take(quota, HOTKEY, 0, 0, NOW)).contains(AccessReason.QUOTA_EXCEEDED);
    }

    @Test
    void theMinuteIsNamedBeforeTheDay() {
      Quota quota = quota(new QuotaLimits(1, 1, 10, 10));

      assertThat(take(quota, NOW)).isEmpty();
      assertThat(take(quota, NOW)).contains(AccessReason.QUOTA_EXCEEDED);
      assertThat(take(quota, NOW.plus(MINUTE))).contains(AccessReason.DAY_QUOTA_EXCEEDED);
    }

    @Test
    void oneHotkeyTakesNothingFromAnother() {
      Quota quota = quota(new QuotaLimits(1, 10, 10, 10));

      assertThat(take(quota, HOTKEY, 0, 0, NOW)).isEmpty();
      assertThat(take(quota, OTHER, 0, 0, NOW)).isEmpty();
      assertThat(take(quota, HOTKEY, 0, 0, NOW)).contains(AccessReason.QUOTA_EXCEEDED);
    }

    @Test
    void aClockThatIsSetBackRefillsNothing() {
      Quota quota = quota(new QuotaLimits(1, 2, 10, 10));

      assertThat(take(quota, NOW)).isEmpty();
      assertThat(take(quota, NOW.minus(MINUTE))).contains(AccessReason.QUOTA_EXCEEDED);
      assertThat(take(quota, NOW.minus(Duration.ofDays(1)))).contains(AccessReason.QUOTA_EXCEEDED);
      assertThat(take(quota, NOW.plus(MINUTE))).isEmpty();
      assertThat(take(quota, NOW.minus(Duration.ofDays(1)))).contains(AccessReason.QUOTA_EXCEEDED);
      assertThat(take(quota, NOW.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void ofManyAtOnceAsManyPassAsThereIsRoomFor() throws Exception {
      Quota quota = quota(new QuotaLimits(1_000, 40, 25, 1_000));
      AtomicInteger passed = new AtomicInteger();
      AtomicInteger refused = new AtomicInteger();

      AtOnce.run(
          64,
          () ->
              take(quota, HOTKEY, 1, 10, NOW)
                  .ifPresentOrElse(reason -> refused.incrementAndGet(), passed::incrementAndGet));

      assertThat(passed).hasValue(25);
      assertThat(refused).hasValue(39);
      assertThat(take(quota, HOTKEY, 0, 0, NOW)).isEmpty();
    }
  }

  @Nested
  class InMemory extends Contract {
    @Override
    Quota quota(QuotaLimits limits) {
      return new MemoryQuota(limits);
    }
  }

  @Nested
  class InDynamo extends Contract {

    @BeforeEach
    void empty() {
      local.clear();
    }

    @Override
    Quota quota(QuotaLimits limits) {
      return new DynamoQuota(local.table(), "QUOTA", limits);
    }

    @Test
    void decidesAsTheOneInMemoryDoes() {
      Random random = new Random(11);
      for (int round = 0; round < 20; round++) {
        local.clear();
        QuotaLimits limits = new QuotaLimits(3, 12, 20, 500);
        Quota memory = new MemoryQuota(limits);
        Quota table = quota(limits);
        Instant now = NOW;
        List<String> took = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          now = now.plusSeconds(random.nextInt(12) == 0 ? 40_000 : random.nextInt(90) - 20);
          int files = random.nextInt(4);
          int bytes = random.nextInt(90);
          took.add(now + " " + files + " " + bytes);

          assertThat(take(table, HOTKEY, files, bytes, now))
              .as("after %s", took)
              .isEqualTo(take(memory, HOTKEY, files, bytes, now));
        }
      }
    }

    @Test
    void everyProcessCountsIntoTheSameItem() {
      QuotaLimits limits = new QuotaLimits(2, 10, 10, 10);

      assertThat(take(quota(limits), NOW)).isEmpty();
      assertThat(take(quota(limits), NOW)).isEmpty();
      assertThat(take(quota(limits), NOW)).contains(AccessReason.QUOTA_EXCEEDED);
    }

    @Test
    void theItemEndsADayAfterItsDay() {
      take(quota(QuotaLimits.DEFAULTS), HOTKEY, 3, 700, NOW);

      assertThat(local.items())
          .singleElement()
          .satisfies(
              item -> {
                assertThat(item.get("pk").s()).isEqualTo("QUOTA#" + HOTKEY.address());
                assertThat(item.get("filesInDay").n()).isEqualTo("3");
                assertThat(item.get("bytesInDay").n()).isEqualTo("700");
                assertThat(Instant.ofEpochSecond(Long.parseLong(item.get("expiresAt").n())))
                    .isEqualTo("2026-03-03T00:00:00Z");
              });
    }

    @Test
    void aTableThatDoesNotAnswerIsUnavailableAndSaysNoMore() {
      Quota quota =
          new DynamoQuota(
              new StateTable(local.client(), "no-such-table"), "QUOTA", QuotaLimits.DEFAULTS);

      assertThatThrownBy(() -> quota.take(HOTKEY, 0, 0, NOW))
          .isInstanceOfSatisfying(
              AccessException.class,
              e -> assertThat(e.reason()).isEqualTo(AccessReason.QUOTA_UNAVAILABLE))
          .hasMessage(AccessReason.QUOTA_UNAVAILABLE.text());
    }
  }

  private static Optional<AccessReason> take(Quota quota, Instant now) {
    return take(quota, HOTKEY, 0, 0, now);
  }

  private static Optional<AccessReason> take(
      Quota quota, Hotkey hotkey, int files, long bytes, Instant now) {
    try {
      quota.take(hotkey, files, bytes, now);
      return Optional.empty();
    } catch (AccessException e) {
      return Optional.of(e.reason());
    }
  }
}
