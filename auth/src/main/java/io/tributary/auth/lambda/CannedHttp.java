package io.tributary.auth.lambda;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.AttributeMap;

/** An HTTP client that answers by itself as the token service and DynamoDB would, offline. */
final class CannedHttp implements SdkHttpClient {

  private static final String ASSUMED =
      "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
          + "<Credentials><AccessKeyId>none</AccessKeyId><SecretAccessKey>none</SecretAccessKey>"
          + "<SessionToken>none</SessionToken><Expiration>"
          + Instant.EPOCH
          + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    boolean dynamo = request.httpRequest().firstMatchingHeader("X-Amz-Target").isPresent();
    byte[] body = (dynamo ? "{}" : ASSUMED).getBytes(StandardCharsets.UTF_8);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("Content-Length", Integer.toString(body.length))
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {
        // There is nothing under way.
      }
    };
  }

  @Override
  public void close() {
    // There is nothing open.
  }

  /** Builds such clients. */
  static final class Builder implements SdkHttpClient.Builder<Builder> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap serviceDefaults) {
      return new CannedHttp();
    }
  }
}
