package io.tributary.auth.dynamo;

import io.tributary.auth.Quota;
import io.tributary.auth.QuotaLimits;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Counts per hotkey in the table, in one item that holds the current minute and the current day.
 * Thread-safe, also between processes.
 *
 * <p>Each count is one conditional update, which takes all of what is asked for or nothing. It is
 * tried first as what is most frequent, the first request of a minute; a refusal brings the item
 * along, which tells what to do instead, so that two round trips are usual at most. A clock that is
 * behind counts within the newest minute and day that any process saw. A request whose answer gets
 * lost may be counted twice.
 */
public final class DynamoQuota implements Quota {

  /** More are only needed where minutes change faster than the table answers. */
  private static final int MOST_ATTEMPTS = 5;

  private final StateTable table;
  private final String kind;
  private final QuotaLimits limits;

  /**
   * @param kind names these allowances among others of the same hotkeys
   */
  DynamoQuota(StateTable table, String kind, QuotaLimits limits) {
    this.table = Objects.requireNonNull(table, "table");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  @Override
  public void take(Hotkey hotkey, int files, long bytes, Instant now) throws AccessException {
    if (files > limits.filesPerDay() || bytes > limits.bytesPerDay()) {
      throw new AccessException(AccessReason.DAY_QUOTA_EXCEEDED);
    }
    Taking taking = new Taking(hotkey, files, bytes, Counted.minuteOf(now), Counted.dayOf(now));
    try {
      Optional<Counted> found = count(taking, Taking.Case.NEW_MINUTE);
      for (int attempt = 2; found.isPresent() && attempt <= MOST_ATTEMPTS; attempt++) {
        Counted counted = found.get();
        taking = taking.notBefore(counted);
        requireAllowance(counted, taking);
        found = count(taking, taking.caseAfter(counted));
      }
      if (found.isPresent()) {
        throw new AccessException(AccessReason.QUOTA_UNAVAILABLE);
      }
    } catch (SdkException e) {
      AccessReason reason = AccessReason.QUOTA_UNAVAILABLE;
      throw new AccessException(reason, reason.text(), e);
    }
  }

  /** Empty if it was counted, else what stood against it. */
  private Optional<Counted> count(Taking taking, Taking.Case as) {
    try {
      table.client().updateItem(taking.update(table.name(), kind, as, limits));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(Counted.of(e.item()));
    }
  }

  private void requireAllowance(Counted counted, Taking taking) throws AccessException {
    if (counted.minute() == taking.minute() && counted.inMinute() >= limits.requestsPerMinute()) {
      throw new AccessException(AccessReason.QUOTA_EXCEEDED);
    }
    if (counted.day() == taking.day()
        && (counted.requests() >= limits.requestsPerDay()
            || taking.files() > limits.filesPerDay() - counted.files()
            || taking.bytes() > limits.bytesPerDay() - counted.bytes())) {
      throw new AccessException(AccessReason.DAY_QUOTA_EXCEEDED);
    }
  }
}
