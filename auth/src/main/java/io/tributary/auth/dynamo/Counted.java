package io.tributary.auth.dynamo;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a hotkey has used, as its item says. Immutable.
 *
 * @param minute the newest minute in which it asked, since 1970; negative if there is no item
 * @param inMinute requests in it
 * @param day the newest day, likewise
 * @param requests requests in that day
 * @param files files in that day
 * @param bytes their bytes
 */
record Counted(long minute, long inMinute, long day, long requests, long files, long bytes) {

  // None of these is a reserved word of DynamoDB's expressions.
  static final String MINUTE = "minuteNumber";
  static final String IN_MINUTE = "requestsInMinute";
  static final String DAY = "dayNumber";
  static final String REQUESTS = "requestsInDay";
  static final String FILES = "filesInDay";
  static final String BYTES = "bytesInDay";

  private static final long SECONDS_A_MINUTE = 60;
  static final long SECONDS_A_DAY = 86_400;

  static Counted of(Map<String, AttributeValue> item) {
    if (!item.containsKey(DAY)) {
      return new Counted(-1, 0, -1, 0, 0, 0);
    }
    return new Counted(
        StateTable.number(item, MINUTE),
        StateTable.number(item, IN_MINUTE),
        StateTable.number(item, DAY),
        StateTable.number(item, REQUESTS),
        StateTable.number(item, FILES),
        StateTable.number(item, BYTES));
  }

  static long minuteOf(Instant time) {
    return time.getEpochSecond() / SECONDS_A_MINUTE;
  }

  static long dayOf(Instant time) {
    return time.getEpochSecond() / SECONDS_A_DAY;
  }
}
