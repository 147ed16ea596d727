package io.tributary.auth.dynamo;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table: a partition key {@code pk} and a sort key {@code sk}, both text, and the attribute
 * {@code expiresAt} for its time to live. Each kind of item has a prefix of its own in {@code pk}.
 */
record StateTable(DynamoDbClient client, String name) {

  static final String PK = "pk";
  static final String SK = "sk";

  /** Unix seconds; from then on an item counts no longer, whenever DynamoDB deletes it. */
  static final String EXPIRES_AT = "expiresAt";

  /** The sort key of items that are alone under their partition key. */
  static final String ALONE = "-";

  StateTable {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(name, "name");
  }

  /** The key of an item, to be completed or used as it is. */
  static Map<String, AttributeValue> key(String kind, String id, String sortKey) {
    Map<String, AttributeValue> key = new HashMap<>();
    key.put(PK, text(kind + "#" + id));
    key.put(SK, text(sortKey));
    return key;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** Whole seconds, up. */
  static AttributeValue secondsUp(Instant time) {
    return number(time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1);
  }

  /** The number of an attribute, 0 if there is none. */
  static long number(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
  }

  /** The text of an attribute, empty if there is none. */
  static String text(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    return value == null || value.s() == null ? "" : value.s();
  }
}
