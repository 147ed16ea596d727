package io.tributary.auth.sts;

import io.tributary.auth.RoleSession;
import io.tributary.auth.StsException;
import io.tributary.auth.StsPort;
import io.tributary.hotkey.access.AccessPurpose;
import io.tributary.hotkey.access.IssuedCredentials;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** {@code AssumeRole} through the AWS SDK. Answers or fails within ten seconds. Thread-safe. */
public final class AwsSts implements StsPort, AutoCloseable {

  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration ATTEMPT = Duration.ofSeconds(4);

  private final StsOptions options;
  private final StsClient client;

  /** Opens a client. */
  public AwsSts(StsOptions options) {
    this(
        options,
        UrlConnectionHttpClient.builder().connectionTimeout(ATTEMPT).socketTimeout(ATTEMPT));
  }

  /** Opens a client over another HTTP client, which it closes. */
  public AwsSts(StsOptions options, SdkHttpClient.Builder<?> http) {
    this.options = options;
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(options.region()))
            .credentialsProvider(options.credentials())
            .httpClientBuilder(http)
            .overrideConfiguration(o -> o.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT));
    options.endpoint().ifPresent(builder::endpointOverride);
    this.client = builder.build();
  }

  @Override
  public IssuedCredentials assume(RoleSession session) throws StsException {
    boolean read = session.role() == AccessPurpose.READ;
    AssumeRoleRequest request =
        AssumeRoleRequest.builder()
            .roleArn(read ? options.readRoleArn() : options.uploadRoleArn())
            .roleSessionName(session.name())
            .policy(session.policy())
            .durationSeconds((int) session.duration().toSeconds())
            .build();
    try {
      Credentials issued = client.assumeRole(request).credentials();
      return new IssuedCredentials(
          issued.accessKeyId(),
          issued.secretAccessKey(),
          issued.sessionToken(),
          issued.expiration());
    } catch (SdkServiceException e) {
      throw new StsException(
          e.isThrottlingException(), "the token service answered " + e.statusCode(), e);
    } catch (SdkException | NullPointerException e) {
      throw new StsException(false, "the token service gave no credentials", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
