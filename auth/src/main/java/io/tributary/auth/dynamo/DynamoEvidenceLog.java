package io.tributary.auth.dynamo;

import static io.tributary.auth.dynamo.StateTable.PK;

import io.tributary.auth.evidence.EvidenceEntry;
import io.tributary.auth.evidence.EvidenceLog;
import io.tributary.hotkey.wire.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Evidence in the table, one item for an entry, never overwritten and without an expiry. A day of
 * UTC is spread over 256 partition keys by the first two digits of the request id, so that no
 * partition takes all the writes; the sort key is the request id. Thread-safe.
 */
public final class DynamoEvidenceLog implements EvidenceLog {

  private static final String KIND = "EVIDENCE";
  private static final String ENTRY = "entry";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StateTable table;

  DynamoEvidenceLog(StateTable table) {
    this.table = Objects.requireNonNull(table, "table");
  }

  @Override
  public String append(EvidenceEntry entry) throws IOException {
    byte[] line = entry.toJson();
    String text = new String(line, StandardCharsets.UTF_8);
    String id = DAY.format(entry.at()) + "#" + entry.requestId().substring(0, 2);
    Map<String, AttributeValue> item = StateTable.key(KIND, id, entry.requestId());
    item.put(ENTRY, StateTable.text(text));
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression("attribute_not_exists(" + PK + ")")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    try {
      table.client().putItem(put);
    } catch (ConditionalCheckFailedException e) {
      // The same entry is there when the answer to its first writing was lost.
      if (!StateTable.text(e.item(), ENTRY).equals(text)) {
        throw new IOException("there is other evidence of request " + entry.requestId(), e);
      }
    } catch (SdkException e) {
      throw new IOException("the evidence could not be written", e);
    }
    return Octets.of(line).sha256().hex();
  }
}
