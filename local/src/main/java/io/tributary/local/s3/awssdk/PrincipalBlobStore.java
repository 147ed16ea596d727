package io.tributary.local.s3.awssdk;

import io.tributary.local.s3.S3Errors;
import io.tributary.local.s3.folder.ObjectFolder;
import io.tributary.local.s3.folder.ObjectRecord;
import io.tributary.local.s3.folder.Received;
import io.tributary.local.s3.folder.StoredPart;
import io.tributary.local.s3.folder.UploadFolder;
import io.tributary.local.s3.folder.UploadRecord;
import io.tributary.local.s3.policy.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * The folder as one principal may use it: each method names the S3 action that it needs, on the
 * very key that it touches. Thread-safe.
 */
public final class PrincipalBlobStore extends ObjectsBlobStore {

  private static final String PUT = "s3:PutObject";
  private static final String LIST_PARTS = "s3:ListMultipartUploadParts";
  private static final long MIN_PART_BYTES = 5L << 20;

  private final UploadFolder uploads;
  private final Clock clock;

  /** The folder as this principal may use it; uploads of any role are the operator's to end. */
  public PrincipalBlobStore(
      ObjectFolder objects,
      UploadFolder uploads,
      Clock clock,
      Principal principal,
      String operatorRole) {
    super(objects, new Guard(principal, operatorRole));
    this.uploads = uploads;
    this.clock = clock;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    guard.object(PUT, request.bucket(), request.key());
    boolean onlyIfAbsent = isOnlyIfAbsent(request.ifMatch(), request.ifNoneMatch());
    if (request.acl() != null) {
      throw refused();
    }
    return Io.run(
        () -> {
          objects.file(request.bucket(), request.key());
          try (Received received = objects.receive(payload, request.contentLength())) {
            checkMd5(request.contentMD5(), received);
            ObjectRecord object =
                new ObjectRecord(
                    request.key(),
                    received.size(),
                    received.eTag(),
                    clock.millis(),
                    Headers.of(
                        request.contentType(),
                        request.contentEncoding(),
                        request.contentLanguage(),
                        request.contentDisposition(),
                        request.cacheControl()),
                    request.metadata());
            objects.publish(request.bucket(), received, object, onlyIfAbsent);
            return PutObjectResponse.builder().eTag(Answers.quoted(object)).build();
          }
        });
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    guard.object(PUT, request.destinationBucket(), request.destinationKey());
    refuseVersion(request.sourceVersionId());
    if (request.copySourceIfMatch() != null
        || request.copySourceIfNoneMatch() != null
        || request.copySourceIfModifiedSince() != null
        || request.copySourceIfUnmodifiedSince() != null
        || request.acl() != null) {
      throw refused();
    }
    ObjectRecord source = find(request.sourceBucket(), request.sourceKey());
    boolean replace = request.metadataDirective() == MetadataDirective.REPLACE;
    PutObjectRequest put =
        PutObjectRequest.builder()
            .bucket(request.destinationBucket())
            .key(request.destinationKey())
            .contentLength(source.size())
            .contentType(replace ? request.contentType() : source.headers().get(Headers.TYPE))
            .metadata(replace ? request.metadata() : source.metadata())
            .build();
    try (InputStream content = getBlob(sourceOf(request))) {
      String eTag = putBlob(put, content).eTag();
      return CopyObjectResponse.builder()
          .copyObjectResult(r -> r.eTag(eTag).lastModified(Instant.ofEpochMilli(clock.millis())))
          .build();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    guard.object(PUT, request.bucket(), request.key());
    if (request.acl() != null) {
      throw refused();
    }
    UploadRecord upload =
        Io.run(
            () ->
                uploads.create(
                    request.bucket(),
                    request.key(),
                    guard.role(),
                    Headers.of(
                        request.contentType(),
                        request.contentEncoding(),
                        request.contentLanguage(),
                        request.contentDisposition(),
                        request.cacheControl()),
                    request.metadata()));
    return new MultipartUpload(upload.id(), request);
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload mpu, UploadPartRequest request, InputStream payload) {
    UploadRecord upload = find(PUT, mpu);
    return Io.run(
        () -> {
          try (Received received = objects.receive(payload, request.contentLength())) {
            checkMd5(request.contentMD5(), received);
            uploads.putPart(upload, request.partNumber(), received);
            return UploadPartResponse.builder().eTag("\"" + received.eTag() + "\"").build();
          }
        });
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload mpu, CompleteMultipartUploadRequest request) {
    UploadRecord upload = find(PUT, mpu);
    boolean onlyIfAbsent = isOnlyIfAbsent(request.ifMatch(), request.ifNoneMatch());
    Map<Integer, String> parts = new HashMap<>();
    for (CompletedPart part : request.multipartUpload().parts()) {
      parts.put(part.partNumber(), part.eTag());
    }
    String eTag = Io.run(() -> uploads.complete(upload, parts, onlyIfAbsent));
    return CompleteMultipartUploadResponse.builder().eTag("\"" + eTag + "\"").build();
  }

  @Override
  public void abortMultipartUpload(MultipartUpload mpu) {
    UploadRecord upload = find("s3:AbortMultipartUpload", mpu);
    Io.run(
        () -> {
          uploads.abort(upload);
          return upload;
        });
  }

  // Called to list, and by the front to complete; the gate has judged a request to list.
  @Override
  public List<Part> listMultipartUpload(MultipartUpload mpu) {
    boolean completing = guard.mayObject(PUT, mpu.containerName(), mpu.blobName());
    UploadRecord upload = find(completing ? PUT : LIST_PARTS, mpu);
    return Io.run(() -> uploads.parts(upload)).stream().map(PrincipalBlobStore::part).toList();
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    guard.bucket("s3:ListBucketMultipartUploads", bucket);
    return Io.run(() -> uploads.list(bucket)).stream()
        .map(
            u ->
                software.amazon.awssdk.services.s3.model.MultipartUpload.builder()
                    .key(u.key())
                    .uploadId(u.id())
                    .initiated(Instant.ofEpochMilli(u.startedMillis()))
                    .build())
        .toList();
  }

  @Override
  public long getMinimumMultipartPartSize() {
    return MIN_PART_BYTES;
  }

  private UploadRecord find(String action, MultipartUpload mpu) {
    guard.object(action, mpu.containerName(), mpu.blobName());
    return guard.own(Io.run(() -> uploads.find(mpu.id(), mpu.containerName(), mpu.blobName())));
  }

  private static boolean isOnlyIfAbsent(String ifMatch, String ifNoneMatch) {
    if (ifMatch != null || (ifNoneMatch != null && !ifNoneMatch.equals("*"))) {
      throw refused();
    }
    return ifNoneMatch != null;
  }

  private static software.amazon.awssdk.services.s3.model.GetObjectRequest sourceOf(
      CopyObjectRequest request) {
    return software.amazon.awssdk.services.s3.model.GetObjectRequest.builder()
        .bucket(request.sourceBucket())
        .key(request.sourceKey())
        .build();
  }

  private static Part part(StoredPart part) {
    return Part.builder()
        .partNumber(part.number())
        .eTag("\"" + part.eTag() + "\"")
        .size(part.size())
        .build();
  }

  private static void checkMd5(String expected, Received received) {
    if (expected != null && !received.matches(expected)) {
      throw S3Errors.of(400, "BadDigest", "The Content-MD5 did not match what was received.");
    }
  }
}
