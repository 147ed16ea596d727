package io.tributary.connectors.store;

import io.tributary.lake.challenge.ObjectHead;
import io.tributary.lake.challenge.RangeSource;
import io.tributary.lake.challenge.ReadException;
import io.tributary.lake.challenge.ReadException.Fault;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.schemas.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A whole lake on S3 for one reader with credentials of its own, such as a person who checks it.
 * Needs {@code s3:GetObject}, {@code s3:GetObjectVersion} where the bucket keeps versions, and
 * {@code s3:ListBucket}, without which S3 does not say that an object is absent. Thread-safe.
 */
public final class S3LakeReader implements RangeSource, AutoCloseable {

  private final String bucket;
  private final AwsCredentialsProvider credentials;
  private final S3Client client;
  private final Retries retries;

  /**
   * Opens no connection yet. The credentials stay open when this is closed.
   *
   * @param credentials may read what is asked for
   */
  public S3LakeReader(StoreOptions options, AwsCredentialsProvider credentials) {
    this.bucket = options.bucket();
    this.credentials = credentials;
    this.client = S3Clients.client(options);
    this.retries = Retries.of(options);
  }

  /**
   * All current objects whose keys begin with a prefix, each once, in the order of the store.
   *
   * @throws StoreException if not all could be listed: a part of a listing is never answered
   */
  public List<ListedObject> list(String prefix) throws StoreException {
    return ListingWalk.all(
        prefix,
        token ->
            send(
                "listing " + prefix,
                () ->
                    ListingAnswers.page(
                        prefix,
                        client.listObjectsV2(
                            r ->
                                r.bucket(bucket)
                                    .prefix(prefix)
                                    .continuationToken(token.orElse(null))
                                    .overrideConfiguration(
                                        o -> o.credentialsProvider(credentials))))));
  }

  /**
   * Writes the current object of a key into a new file.
   *
   * @throws StoreException if it cannot be read
   * @throws IOException if it breaks off, or the file cannot be written
   */
  public void download(String key, Path target) throws StoreException, IOException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .overrideConfiguration(o -> o.credentialsProvider(credentials))
            .build();
    String action = "read of " + key;
    try (ResponseInputStream<GetObjectResponse> in =
        send(action, () -> client.getObject(request))) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      if (Files.size(target) != in.response().contentLength()) {
        throw new StoreException(StoreFailure.UNAVAILABLE, action + " broke off");
      }
    } catch (SdkException e) {
      throw StoreFailures.of(action, e);
    }
  }

  @Override
  public ObjectHead head(ObjectKey key, ObjectVersion version) throws ReadException {
    ObjectHead head = describe(key, versionId(version));
    if (!head.is(version)) {
      throw new ReadException(Fault.ALTERED, "the store has " + head.version().text());
    }
    return head;
  }

  @Override
  public ObjectHead headCurrent(ObjectKey key) throws ReadException {
    return describe(key, null);
  }

  private ObjectHead describe(ObjectKey key, String versionId) throws ReadException {
    try {
      HeadObjectResponse head =
          send(
              "head of " + key,
              () ->
                  client.headObject(
                      r ->
                          r.bucket(bucket)
                              .key(key.path())
                              .versionId(versionId)
                              .overrideConfiguration(o -> o.credentialsProvider(credentials))));
      return new ObjectHead(
          Optional.ofNullable(head.versionId()), bare(head.eTag()), head.contentLength());
    } catch (StoreException e) {
      throw fault(e);
    }
  }

  @Override
  public byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) throws ReadException {
    boolean byTag = version.kind() == ObjectVersion.Kind.ETAG;
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key.path())
            .versionId(versionId(version))
            .ifMatch(byTag ? "\"" + version.text() + "\"" : null)
            .range("bytes=" + range.offset() + "-" + (range.end() - 1))
            .overrideConfiguration(o -> o.credentialsProvider(credentials))
            .build();
    try {
      return send("read of " + key, () -> bytes(request, Math.toIntExact(range.length())));
    } catch (StoreException e) {
      throw fault(e);
    }
  }

  /** Never more bytes than were asked for, whatever comes. */
  private byte[] bytes(GetObjectRequest request, int length) {
    try (ResponseInputStream<GetObjectResponse> in = client.getObject(request)) {
      byte[] bytes = in.readNBytes(length);
      if (in.read() >= 0) {
        // Else closing would read the rest of it.
        in.abort();
      }
      return bytes;
    } catch (IOException e) {
      throw SdkException.create("an answer that broke off", e);
    }
  }

  private static String versionId(ObjectVersion version) {
    return version.kind() == ObjectVersion.Kind.VERSION_ID ? version.text() : null;
  }

  private static ReadException fault(StoreException e) {
    Fault fault =
        switch (e.failure()) {
          case NOT_FOUND -> Fault.MISSING;
          case EXISTS -> Fault.ALTERED;
          case DENIED, EXPIRED -> Fault.REFUSED;
          default -> Fault.UNAVAILABLE;
        };
    return new ReadException(fault, e.getMessage(), e);
  }

  private <T> T send(String action, Retries.Attempt<T> request) throws StoreException {
    return retries.call(
        () -> {
          try {
            return request.run();
          } catch (SdkException e) {
            throw StoreFailures.of(action, e);
          }
        });
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }

  @Override
  public void close() {
    client.close();
  }
}
