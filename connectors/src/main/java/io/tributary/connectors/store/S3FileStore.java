package io.tributary.connectors.store;

import io.tributary.hotkey.access.IssuedCredentials;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * {@link FileStore} on S3 and on servers that speak it.
 *
 * <p>Every file, however small, is a multipart upload: only so can it be whole and yet invisible. A
 * file of N parts costs N + 2 requests. Completing sends {@code If-None-Match: *}. Where a server
 * is known to ignore that header, the write token that {@link #head} shows is what can be relied
 * on.
 *
 * <p>One client serves all miners; credentials belong to a request. Throttling of one call delays
 * that call only. Thread-safe.
 */
public final class S3FileStore implements FileStore {

  private static final Logger LOG = LoggerFactory.getLogger(S3FileStore.class);
  private static final String CONTENT_TYPE = "application/vnd.apache.parquet";

  private final StoreOptions options;
  private final S3Client client;
  private final Retries retries;

  /** A store at an endpoint. Opens no connection yet. */
  public S3FileStore(StoreOptions options) {
    this(options, S3Clients.client(options), Retries.of(options));
  }

  S3FileStore(StoreOptions options, S3Client client, Retries retries) {
    this.options = options;
    this.client = client;
    this.retries = retries;
  }

  @Override
  public StagedUpload stage(
      ObjectKey key, Path file, Map<String, String> metadata, IssuedCredentials credentials)
      throws StoreException {
    ObjectMetadata.check(metadata);
    long size = sizeOf(file);
    AwsRequestOverrideConfiguration as = S3Clients.as(credentials);
    String uploadId =
        send(
            "create upload of " + key,
            () ->
                client
                    .createMultipartUpload(
                        r ->
                            r.bucket(options.bucket())
                                .key(key.path())
                                .contentType(CONTENT_TYPE)
                                .metadata(metadata)
                                .overrideConfiguration(as))
                    .uploadId());
    try {
      List<StagedUpload.Part> parts = uploadParts(key, file, size, uploadId, as);
      return new StagedUpload(options.bucket(), key, uploadId, parts, size);
    } catch (StoreException | RuntimeException e) {
      abandon(key, uploadId, as);
      throw e;
    }
  }

  private List<StagedUpload.Part> uploadParts(
      ObjectKey key, Path file, long size, String uploadId, AwsRequestOverrideConfiguration as)
      throws StoreException {
    List<StagedUpload.Part> parts = new ArrayList<>();
    for (long offset = 0; offset < size; offset += options.partSizeBytes()) {
      int number = parts.size() + 1;
      long start = offset;
      long length = Math.min(options.partSizeBytes(), size - offset);
      RequestBody body =
          RequestBody.fromContentProvider(
              () -> FilePart.open(file, start, length), length, CONTENT_TYPE);
      String eTag =
          send(
              "upload of part " + number + " of " + key,
              () ->
                  client
                      .uploadPart(
                          r ->
                              r.bucket(options.bucket())
                                  .key(key.path())
                                  .uploadId(uploadId)
                                  .partNumber(number)
                                  .contentLength(length)
                                  .overrideConfiguration(as),
                          body)
                      .eTag());
      parts.add(new StagedUpload.Part(number, eTag));
    }
    return parts;
  }

  @Override
  public void complete(StagedUpload upload, IssuedCredentials credentials) throws StoreException {
    List<CompletedPart> parts =
        upload.parts().stream()
            .map(p -> CompletedPart.builder().partNumber(p.number()).eTag(p.eTag()).build())
            .toList();
    AwsRequestOverrideConfiguration as = S3Clients.as(credentials);
    send(
        "completion of " + upload.key(),
        () ->
            client.completeMultipartUpload(
                r ->
                    r.bucket(upload.bucket())
                        .key(upload.key().path())
                        .uploadId(upload.uploadId())
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(parts))
                        .overrideConfiguration(as)));
  }

  @Override
  public Optional<ObjectHead> head(ObjectKey key, IssuedCredentials credentials)
      throws StoreException {
    AwsRequestOverrideConfiguration as = S3Clients.as(credentials);
    try {
      HeadObjectResponse head =
          send(
              "head of " + key,
              () ->
                  client.headObject(
                      r -> r.bucket(options.bucket()).key(key.path()).overrideConfiguration(as)));
      return Optional.of(
          new ObjectHead(
              head.contentLength(),
              head.eTag().replace("\"", ""),
              Optional.ofNullable(head.versionId()),
              head.metadata()));
    } catch (StoreException e) {
      if (e.failure() == StoreFailure.NOT_FOUND
          || (e.failure() == StoreFailure.DENIED && isAbsent(key, as))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Whether a list that is allowed shows that there is no such object. S3 tells an absent object by
   * 404 only where the whole bucket may be listed; under a policy for one prefix it answers 403, as
   * for a refusal.
   */
  private boolean isAbsent(ObjectKey key, AwsRequestOverrideConfiguration as)
      throws StoreException {
    try {
      return !ListingAnswers.shows(
          key.path(),
          send(
              "list of " + key,
              () ->
                  // The key itself is the first of all keys that it is a prefix of.
                  client.listObjectsV2(
                      r ->
                          r.bucket(options.bucket())
                              .prefix(key.path())
                              .maxKeys(1)
                              .overrideConfiguration(as))));
    } catch (StoreException e) {
      if (e.failure() == StoreFailure.DENIED) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void abort(StagedUpload upload, IssuedCredentials credentials) throws StoreException {
    try {
      abort(upload.bucket(), upload.key(), upload.uploadId(), S3Clients.as(credentials));
    } catch (StoreException e) {
      if (e.failure() != StoreFailure.NOT_FOUND) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private void abort(
      String bucket, ObjectKey key, String uploadId, AwsRequestOverrideConfiguration as)
      throws StoreException {
    send(
        "abort of an upload of " + key,
        () ->
            client.abortMultipartUpload(
                r ->
                    r.bucket(bucket).key(key.path()).uploadId(uploadId).overrideConfiguration(as)));
  }

  // Nobody else knows this upload id, so nobody else could clean up but the janitor.
  private void abandon(ObjectKey key, String uploadId, AwsRequestOverrideConfiguration as) {
    try {
      abort(options.bucket(), key, uploadId, as);
    } catch (StoreException e) {
      LOG.warn("An upload that failed stays behind until the janitor finds it: {}", e.getMessage());
    }
  }

  private long sizeOf(Path file) throws StoreException {
    long size;
    try {
      size = Files.size(file);
    } catch (IOException e) {
      throw new StoreException(StoreFailure.LOCAL_FILE, "cannot read the file " + file);
    }
    long most = options.partSizeBytes() * StagedUpload.MAX_PARTS;
    if (size < 1 || size > most) {
      throw new IllegalArgumentException(
          file + " has " + size + " bytes; a file to be staged has 1 to " + most);
    }
    return size;
  }

  private <T> T send(String action, Supplier<T> request) throws StoreException {
    return retries.call(
        () -> {
          try {
            return request.get();
          } catch (SdkException | FilePart.UnreadableException e) {
            throw StoreFailures.of(action, e);
          }
        });
  }
}
