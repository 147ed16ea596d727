package io.tributary.local.s3.awssdk;

import io.tributary.local.s3.S3Errors;
import io.tributary.local.s3.folder.ObjectFolder;
import io.tributary.local.s3.folder.ObjectRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Buckets, and reading, listing and deleting their objects, as far as a principal may. */
abstract class ObjectsBlobStore extends RefusingBlobStore {

  final ObjectFolder objects;
  final Guard guard;

  ObjectsBlobStore(ObjectFolder objects, Guard guard) {
    this.objects = objects;
    this.guard = guard;
  }

  @Override
  public ListBucketsResponse list() {
    guard.bucket("s3:ListAllMyBuckets", "*");
    List<Bucket> buckets =
        Io.run(objects::buckets).stream().map(b -> Bucket.builder().name(b).build()).toList();
    return ListBucketsResponse.builder().buckets(buckets).build();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    guard.listing(request.bucket(), Optional.empty());
    if (!objects.hasBucket(request.bucket())) {
      throw S3Errors.noSuchBucket();
    }
    return HeadBucketResponse.builder().build();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    guard.bucket("s3:CreateBucket", request.bucket());
    return Io.run(
        () -> {
          objects.createBucket(request.bucket());
          return CreateBucketResponse.builder().build();
        });
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    guard.listing(request.bucket(), Optional.ofNullable(request.prefix()));
    String prefix = Objects.requireNonNullElse(request.prefix(), "");
    String after =
        Objects.requireNonNullElse(
            request.continuationToken(), Objects.requireNonNullElse(request.startAfter(), ""));
    return Io.run(
        () -> {
          Listing page =
              Listing.page(
                  objects.keys(request.bucket(), prefix),
                  prefix,
                  Objects.requireNonNullElse(request.delimiter(), ""),
                  after,
                  Objects.requireNonNullElse(request.maxKeys(), 1000));
          List<S3Object> contents = new ArrayList<>();
          for (String key : page.keys()) {
            objects
                .find(request.bucket(), key)
                .map(ObjectsBlobStore::entry)
                .ifPresent(contents::add);
          }
          return ListObjectsV2Response.builder()
              .contents(contents)
              .commonPrefixes(
                  page.prefixes().stream()
                      .map(p -> CommonPrefix.builder().prefix(p).build())
                      .toList())
              .isTruncated(page.next().isPresent())
              .nextContinuationToken(page.next().orElse(null))
              .build();
        });
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    refuseVersion(request.versionId());
    return Answers.head(find(request.bucket(), request.key()));
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    refuseVersion(request.versionId());
    ObjectRecord object = find(request.bucket(), request.key());
    checkConditions(request, object);
    GetObjectResponse.Builder answer = Answers.get(object);
    Range range = new Range(0, object.size());
    if (request.range() != null) {
      range = Range.parse(request.range(), object.size());
      answer.contentLength(range.length()).contentRange(range.header(object.size()));
    }
    InputStream content = open(objects.file(request.bucket(), request.key()), range);
    return new ResponseInputStream<>(answer.build(), AbortableInputStream.create(content));
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    refuseVersion(request.versionId());
    if (request.ifMatch() != null
        || request.ifMatchSize() != null
        || request.ifMatchLastModifiedTime() != null) {
      throw refused();
    }
    guard.object("s3:DeleteObject", request.bucket(), request.key());
    return Io.run(
        () -> {
          objects.delete(request.bucket(), request.key());
          return DeleteObjectResponse.builder().build();
        });
  }

  @Override
  public DeleteObjectsResponse removeBlobs(DeleteObjectsRequest request) {
    List<DeletedObject> deleted = new ArrayList<>();
    List<S3Error> errors = new ArrayList<>();
    for (ObjectIdentifier object : request.delete().objects()) {
      try {
        removeBlob(
            DeleteObjectRequest.builder()
                .bucket(request.bucket())
                .key(object.key())
                .versionId(object.versionId())
                .build());
        deleted.add(DeletedObject.builder().key(object.key()).build());
      } catch (S3Exception e) {
        errors.add(
            S3Error.builder()
                .key(object.key())
                .code(e.awsErrorDetails().errorCode())
                .message(e.awsErrorDetails().errorMessage())
                .build());
      }
    }
    return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
  }

  ObjectRecord find(String bucket, String key) {
    guard.object("s3:GetObject", bucket, key);
    return Io.run(() -> objects.find(bucket, key)).orElseThrow(() -> guard.absent(bucket, key));
  }

  static void refuseVersion(String versionId) {
    if (versionId != null && !versionId.equals("null")) {
      throw refused();
    }
  }

  private static void checkConditions(GetObjectRequest request, ObjectRecord object) {
    Instant modified = Instant.ofEpochSecond(object.lastModifiedMillis() / 1000);
    if ((request.ifMatch() != null && !matches(request.ifMatch(), object))
        || (request.ifMatch() == null
            && request.ifUnmodifiedSince() != null
            && modified.isAfter(request.ifUnmodifiedSince()))) {
      throw S3Errors.preconditionFailed();
    }
    if ((request.ifNoneMatch() != null && matches(request.ifNoneMatch(), object))
        || (request.ifNoneMatch() == null
            && request.ifModifiedSince() != null
            && !modified.isAfter(request.ifModifiedSince()))) {
      throw S3Errors.of(304, "NotModified", "Not Modified");
    }
  }

  private static boolean matches(String condition, ObjectRecord object) {
    return condition.equals("*") || condition.replace("\"", "").equals(object.eTag());
  }

  private static S3Object entry(ObjectRecord object) {
    return S3Object.builder()
        .key(object.key())
        .size(object.size())
        .eTag(Answers.quoted(object))
        .lastModified(Instant.ofEpochMilli(object.lastModifiedMillis()))
        .build();
  }

  private static InputStream open(Path file, Range range) {
    return Io.run(
        () -> {
          FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          try {
            channel.position(range.first());
            return new BoundedStream(Channels.newInputStream(channel), range.length());
          } catch (IOException e) {
            channel.close();
            throw e;
          }
        });
  }
}
