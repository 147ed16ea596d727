package io.tributary.auth.dynamo;

import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/** DynamoDB Local for another process, on loopback only (its own server listens everywhere). */
public final class TableServer implements AutoCloseable {

  private final Server server = new Server();
  private final LocalDynamoDBRequestHandler local;
  private final DynamoDbClient client;

  public TableServer() throws Exception {
    local = new LocalDynamoDBRequestHandler(0, true, null, true, false);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new LocalDynamoDBServerHandler(local, "*"));
    server.start();
    client =
        DynamoDbClient.builder()
            .endpointOverride(uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    LocalTable.create(client);
  }

  public URI uri() {
    return URI.create(
        "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
  }

  /** How many items have a partition key of this kind. */
  public long count(String kind) {
    return client.scanPaginator(request -> request.tableName(LocalTable.NAME)).items().stream()
        .filter(item -> item.get("pk").s().startsWith(kind + "#"))
        .count();
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.stop();
    local.shutdown();
  }
}
