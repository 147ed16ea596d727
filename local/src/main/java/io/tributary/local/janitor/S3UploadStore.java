package io.tributary.local.janitor;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * The uploads of a bucket on S3, below {@code data/}. Needs {@code s3:ListBucketMultipartUploads}
 * on the bucket and {@code s3:AbortMultipartUpload} on its objects, which no role of a miner has
 * for the whole lake.
 */
public final class S3UploadStore implements UploadStore {

  private static final String LAKE = "data/";

  private final S3Client client;
  private final String bucket;

  /**
   * Connects; nothing is asked yet.
   *
   * @param endpoint empty for AWS
   */
  public S3UploadStore(
      Optional<URI> endpoint,
      String region,
      boolean pathStyle,
      String bucket,
      AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .credentialsProvider(credentials)
            .region(Region.of(region))
            .forcePathStyle(pathStyle);
    endpoint.ifPresent(builder::endpointOverride);
    this.client = builder.build();
    this.bucket = bucket;
  }

  @Override
  public List<OpenUpload> openUploads() throws IOException {
    try {
      return client
          .listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(LAKE))
          .uploads()
          .stream()
          // Some stores ignore the prefix.
          .filter(upload -> upload.key().startsWith(LAKE))
          .map(upload -> new OpenUpload(upload.key(), upload.uploadId(), upload.initiated()))
          .toList();
    } catch (SdkException e) {
      throw new IOException("the uploads of " + bucket + " cannot be listed: " + told(e), e);
    }
  }

  @Override
  public void abort(OpenUpload upload) throws IOException {
    try {
      client.abortMultipartUpload(
          request -> request.bucket(bucket).key(upload.key()).uploadId(upload.id()));
    } catch (NoSuchUploadException e) {
      // Finished or given up meanwhile: either way there is nothing left to do.
      return;
    } catch (SdkException e) {
      throw new IOException(
          "the upload to " + upload.key() + " could not be given up: " + told(e), e);
    }
  }

  /** The SDK's message names request ids and codes, never credentials. */
  private static String told(SdkException e) {
    return e.getMessage();
  }

  @Override
  public void close() {
    client.close();
  }
}
