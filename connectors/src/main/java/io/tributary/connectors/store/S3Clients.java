package io.tributary.connectors.store;

import io.tributary.hotkey.access.IssuedCredentials;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes S3 clients that hold no credentials of their own and never retry by themselves. */
final class S3Clients {

  private S3Clients() {}

  /** A client for an endpoint. Requests without credentials of their own go out unsigned. */
  static S3Client client(StoreOptions options) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(options.connectTimeout())
                    .socketTimeout(options.attemptTimeout()))
            // Not the default chain: a forgotten override must not borrow the machine's own role.
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .region(Region.of(options.region()))
            .forcePathStyle(options.pathStyle())
            .crossRegionAccessEnabled(false)
            .disableS3ExpressSessionAuth(true)
            .requestChecksumCalculation(
                options.checksums()
                    ? RequestChecksumCalculation.WHEN_SUPPORTED
                    : RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                S3Configuration.builder()
                    .chunkedEncodingEnabled(options.chunkedEncoding())
                    // Asked first, the JDK's client drops a refusal's body and with it the code,
                    // and sends the request again by itself.
                    .expectContinueEnabled(false)
                    .build())
            .overrideConfiguration(
                o ->
                    o.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new BoundedAnswers())
                        .addExecutionInterceptor(new ListingRoots())
                        .apiCallAttemptTimeout(options.attemptTimeout())
                        .apiCallTimeout(options.attemptTimeout().plus(Duration.ofSeconds(1))));
    options.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** Signs one request with these credentials. */
  static AwsRequestOverrideConfiguration as(IssuedCredentials credentials) {
    return AwsRequestOverrideConfiguration.builder()
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    credentials.accessKeyId(),
                    credentials.secretAccessKey(),
                    credentials.sessionToken())))
        .build();
  }
}
