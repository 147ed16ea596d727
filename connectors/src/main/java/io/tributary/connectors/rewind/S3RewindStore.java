package io.tributary.connectors.rewind;

import io.tributary.connectors.store.ObjectHead;
import io.tributary.connectors.store.StagedUpload;
import io.tributary.connectors.store.StoreOptions;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The store on S3. Needs {@code s3:GetObject}, {@code s3:DeleteObject}, {@code
 * s3:AbortMultipartUpload} on the lake's objects and {@code s3:ListBucket} on the bucket, without
 * which S3 does not say that an object is absent. No role of a miner may delete.
 */
public final class S3RewindStore implements RewindStore {

  private static final int NOT_FOUND = 404;

  private final S3Client client;

  /** Connects; nothing is asked yet. */
  public S3RewindStore(StoreOptions options, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(options.connectTimeout())
                    .socketTimeout(options.attemptTimeout()))
            .credentialsProvider(credentials)
            .region(Region.of(options.region()))
            .forcePathStyle(options.pathStyle());
    options.endpoint().ifPresent(builder::endpointOverride);
    this.client = builder.build();
  }

  @Override
  public Optional<ObjectHead> head(String bucket, ObjectKey key) throws IOException {
    try {
      HeadObjectResponse head = client.headObject(r -> r.bucket(bucket).key(key.path()));
      return Optional.of(
          new ObjectHead(
              head.contentLength(),
              head.eTag().replace("\"", ""),
              Optional.ofNullable(head.versionId()),
              head.metadata()));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw failed(key + " cannot be looked at", e);
    } catch (SdkException e) {
      throw failed(key + " cannot be looked at", e);
    }
  }

  @Override
  public void delete(String bucket, ObjectKey key) throws IOException {
    try {
      client.deleteObject(r -> r.bucket(bucket).key(key.path()));
    } catch (SdkException e) {
      throw failed(key + " could not be removed", e);
    }
  }

  @Override
  public void abort(StagedUpload upload) throws IOException {
    try {
      client.abortMultipartUpload(
          r -> r.bucket(upload.bucket()).key(upload.key().path()).uploadId(upload.uploadId()));
    } catch (NoSuchUploadException e) {
      // Finished or given up meanwhile: either way there is nothing left to do.
      return;
    } catch (SdkException e) {
      throw failed("the upload to " + upload.key() + " could not be given up", e);
    }
  }

  /** The SDK's message names request ids and codes, never credentials. */
  private static IOException failed(String what, SdkException e) {
    return new IOException(what + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    client.close();
  }
}
