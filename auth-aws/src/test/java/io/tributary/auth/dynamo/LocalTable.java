package io.tributary.auth.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** DynamoDB Local in this process, without a port, with the table that the docs describe. */
public final class LocalTable implements AutoCloseable {

  public static final String NAME = "tributary-auth";

  private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create();
  private final DynamoDbClient client = local.dynamoDbClient();

  public LocalTable() {
    create(client);
  }

  /** Makes the table. */
  public static void create(DynamoDbClient client) {
    client.createTable(
        request ->
            request
                .tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .attributeDefinitions(text("pk"), text("sk")));
  }

  public DynamoDbClient client() {
    return client;
  }

  public StateTable table() {
    return new StateTable(client, NAME);
  }

  /** All items. */
  public List<Map<String, AttributeValue>> items() {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    client.scanPaginator(request -> request.tableName(NAME)).items().forEach(items::add);
    return items;
  }

  /** Takes everything out. */
  public void clear() {
    for (Map<String, AttributeValue> item : items()) {
      Map<String, AttributeValue> key = new HashMap<>(item);
      key.keySet().retainAll(List.of("pk", "sk"));
      client.deleteItem(request -> request.tableName(NAME).key(key));
    }
  }

  @Override
  public void close() {
    client.close();
    local.shutdownNow();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }
}
