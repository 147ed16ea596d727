package io.tributary.auth.dynamo;

import static io.tributary.auth.dynamo.Counted.BYTES;
import static io.tributary.auth.dynamo.Counted.DAY;
import static io.tributary.auth.dynamo.Counted.FILES;
import static io.tributary.auth.dynamo.Counted.IN_MINUTE;
import static io.tributary.auth.dynamo.Counted.MINUTE;
import static io.tributary.auth.dynamo.Counted.REQUESTS;
import static io.tributary.auth.dynamo.StateTable.EXPIRES_AT;
import static io.tributary.auth.dynamo.StateTable.number;

import io.tributary.auth.QuotaLimits;
import io.tributary.schemas.Hotkey;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A request to be counted, as an update of the hotkey's item. Immutable. */
record Taking(Hotkey hotkey, int files, long bytes, long minute, long day) {

  /** An item is of use during its day; it stays a day longer for clocks that are set back. */
  private static final long DAYS_KEPT = 2;

  private static final String DAY_SUFFICES =
      DAY
          + " = :day AND "
          + REQUESTS
          + " < :mostRequests AND "
          + FILES
          + " <= :roomForFiles AND "
          + BYTES
          + " <= :roomForBytes";
  private static final String ADD_TO_DAY =
      " ADD " + REQUESTS + " :one, " + FILES + " :files, " + BYTES + " :bytes";
  private static final String KEEP = "SET " + EXPIRES_AT + " = :end";

  /** What the item must be like, and what becomes of it. */
  enum Case {
    /** The newest minute goes on. */
    SAME_MINUTE(
        MINUTE + " = :minute AND " + IN_MINUTE + " < :mostInMinute AND " + DAY_SUFFICES,
        KEEP + ADD_TO_DAY + ", " + IN_MINUTE + " :one"),

    /** A new minute of the newest day. */
    NEW_MINUTE(
        MINUTE + " < :minute AND " + DAY_SUFFICES,
        KEEP + ", " + MINUTE + " = :minute, " + IN_MINUTE + " = :one" + ADD_TO_DAY),

    /** A new day, or a hotkey that is not known yet. */
    NEW_DAY(
        "attribute_not_exists(" + DAY + ") OR " + DAY + " < :day",
        KEEP
            + ", "
            + MINUTE
            + " = :minute, "
            + IN_MINUTE
            + " = :one, "
            + DAY
            + " = :day, "
            + REQUESTS
            + " = :one, "
            + FILES
            + " = :files, "
            + BYTES
            + " = :bytes");

    private final String condition;
    private final String update;

    Case(String condition, String update) {
      this.condition = condition;
      this.update = update;
    }
  }

  /** The same, within the newest minute and day that the item knows of. */
  Taking notBefore(Counted counted) {
    return new Taking(
        hotkey, files, bytes, Math.max(minute, counted.minute()), Math.max(day, counted.day()));
  }

  Case caseAfter(Counted counted) {
    if (counted.day() < day) {
      return Case.NEW_DAY;
    }
    return counted.minute() < minute ? Case.NEW_MINUTE : Case.SAME_MINUTE;
  }

  UpdateItemRequest update(String table, String kind, Case as, QuotaLimits limits) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(StateTable.key(kind, hotkey.address(), StateTable.ALONE))
        .conditionExpression(as.condition)
        .updateExpression(as.update)
        .expressionAttributeValues(values(as, limits))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** Only those that the expressions name: others are an error to DynamoDB. */
  private Map<String, AttributeValue> values(Case as, QuotaLimits limits) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":one", number(1));
    values.put(":files", number(files));
    values.put(":bytes", number(bytes));
    values.put(":minute", number(minute));
    values.put(":day", number(day));
    values.put(":end", number((day + DAYS_KEPT) * Counted.SECONDS_A_DAY));
    if (as != Case.NEW_DAY) {
      values.put(":mostRequests", number(limits.requestsPerDay()));
      values.put(":roomForFiles", number(limits.filesPerDay() - files));
      values.put(":roomForBytes", number(limits.bytesPerDay() - bytes));
    }
    if (as == Case.SAME_MINUTE) {
      values.put(":mostInMinute", number(limits.requestsPerMinute()));
    }
    return values;
  }
}
