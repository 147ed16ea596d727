package io.tributary.auth.dynamo;

import static io.tributary.auth.dynamo.StateTable.EXPIRES_AT;
import static io.tributary.auth.dynamo.StateTable.PK;

import io.tributary.auth.ReplayStore;
import io.tributary.hotkey.access.AccessException;
import io.tributary.hotkey.access.AccessReason;
import io.tributary.schemas.Hotkey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Remembers used requests in the table: of all that use one at the same time, in whatever process,
 * one wins. Thread-safe.
 *
 * <p>Uses outlive every process, so requests issued before a start are as good as others. A use is
 * kept for a margin longer than needed, so that clocks that differ or are set back do no harm. How
 * many there are is bounded by the time they are kept and by what is let in front of the service.
 */
public final class DynamoReplayStore implements ReplayStore {

  /** How much longer than needed a use is remembered. */
  public static final Duration MARGIN = Duration.ofHours(1);

  private static final String KIND = "USED";
  private static final String ATTEMPT = "attempt";

  private final StateTable table;
  private final Supplier<String> attempts;

  /**
   * @param attempts names each use among all that there ever are, unguessably
   */
  DynamoReplayStore(StateTable table, Supplier<String> attempts) {
    this.table = Objects.requireNonNull(table, "table");
    this.attempts = Objects.requireNonNull(attempts, "attempts");
  }

  @Override
  public void use(String key, Hotkey hotkey, Instant issuedAt, Instant until, Instant now)
      throws AccessException {
    String attempt = attempts.get();
    Map<String, AttributeValue> item = StateTable.key(KIND, key, StateTable.ALONE);
    item.put(EXPIRES_AT, StateTable.secondsUp(until.plus(MARGIN)));
    item.put(ATTEMPT, StateTable.text(attempt));
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression("attribute_not_exists(" + PK + ") OR " + EXPIRES_AT + " < :now")
            .expressionAttributeValues(Map.of(":now", StateTable.number(now.getEpochSecond())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      table.client().putItem(put);
    } catch (ConditionalCheckFailedException e) {
      // An answer may get lost and the request be sent again: then what is there is this very use.
      if (!StateTable.text(e.item(), ATTEMPT).equals(attempt)) {
        throw new AccessException(AccessReason.REPLAYED);
      }
    } catch (SdkException e) {
      AccessReason reason = AccessReason.REPLAY_STORE_UNAVAILABLE;
      throw new AccessException(reason, reason.text(), e);
    }
  }
}
