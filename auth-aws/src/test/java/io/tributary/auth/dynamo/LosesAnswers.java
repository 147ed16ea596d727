package io.tributary.auth.dynamo;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A client of which the first answers to writes get lost, so that what it sends is sent twice. */
final class LosesAnswers implements DynamoDbClient {

  private final DynamoDbClient client;
  private final AtomicInteger toLose;

  LosesAnswers(DynamoDbClient client, int answers) {
    this.client = client;
    this.toLose = new AtomicInteger(answers);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    if (toLose.getAndDecrement() > 0) {
      client.putItem(request);
    }
    return client.putItem(request);
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    client.close();
  }
}
