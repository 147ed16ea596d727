package io.tributary.connectors.store;

import io.tributary.connectors.credentials.CredentialSource;
import io.tributary.lake.challenge.ObjectHead;
import io.tributary.lake.challenge.RangeSource;
import io.tributary.lake.challenge.ReadException;
import io.tributary.lake.challenge.ReadException.Fault;
import io.tributary.lake.epoch.ObjectVersion;
import io.tributary.lake.plan.ByteRange;
import io.tributary.schemas.Hotkey;
import io.tributary.schemas.ObjectKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Reads files of the lake on S3 and on servers that speak it, each with credentials for its miner's
 * prefixes. What is read is pinned by version id, or by the condition that the ETag is the given
 * one; servers that ignore either are found out by what they answer.
 *
 * <p>A call with its retries takes as long as the options' call deadline and one attempt at most,
 * beside the time in which credentials are fetched. Answers are bounded whatever a server sends. An
 * interrupted thread gets {@link Fault#UNAVAILABLE} with its interrupt status set. Thread-safe.
 */
public final class S3RangeSource implements RangeSource, AutoCloseable {

  private static final ByteRange BEGINNING = new ByteRange(0, 1);

  private final String bucket;
  private final Duration attemptTimeout;
  private final LongSupplier nanoTime;
  private final MinerAccess access;
  private final Absence absence;

  /** Opens no connection yet. The credentials stay open when this is closed. */
  public S3RangeSource(StoreOptions options, CredentialSource credentials) {
    this(options, new MinerAccess(options, credentials), System::nanoTime);
  }

  S3RangeSource(StoreOptions options, MinerAccess access, LongSupplier nanoTime) {
    this.bucket = options.bucket();
    this.attemptTimeout = options.attemptTimeout();
    this.nanoTime = nanoTime;
    this.access = access;
    this.absence = new Absence(access, bucket);
  }

  @Override
  public ObjectHead head(ObjectKey key, ObjectVersion version) throws ReadException {
    ObjectHead head = head(ObjectName.of(key, version));
    if (version.kind() == ObjectVersion.Kind.ETAG && !head.is(version)) {
      throw new ReadException(Fault.ALTERED, key + " has the ETag " + head.etag());
    }
    return head;
  }

  @Override
  public ObjectHead headCurrent(ObjectKey key) throws ReadException {
    return head(ObjectName.current(key));
  }

  @Override
  public byte[] read(ObjectKey key, ObjectVersion version, ByteRange range) throws ReadException {
    return read(ObjectName.of(key, version), range);
  }

  /**
   * Reads the first byte of an object that need not be a file of the lake.
   *
   * @param owner under whose prefix it lies
   * @throws ReadException if it cannot be read
   */
  public void requireReadable(Hotkey owner, String path) throws ReadException {
    read(new ObjectName(owner, path, ObjectVersion.NONE), BEGINNING);
  }

  private ObjectHead head(ObjectName object) throws ReadException {
    try {
      return access.send(
          object.miner(),
          "head of " + object,
          (client, as) ->
              described(
                  client.headObject(
                      r ->
                          r.bucket(bucket)
                              .key(object.path())
                              .versionId(object.versionId())
                              .overrideConfiguration(as))));
    } catch (StoreException e) {
      throw failed(object, e);
    }
  }

  /** Whatever is missing or absurd is an answer that cannot be read. */
  private static ObjectHead described(HeadObjectResponse head) {
    ObjectVersion etag = ObjectVersion.etag(bare(head.eTag()));
    Optional<String> versionId =
        Optional.ofNullable(head.versionId())
            .filter(id -> !id.isEmpty())
            .map(id -> ObjectVersion.versionId(id).text());
    return new ObjectHead(versionId, etag.text(), head.contentLength());
  }

  private byte[] read(ObjectName object, ByteRange range) throws ReadException {
    RangeBody body;
    try {
      body =
          access.send(
              object.miner(),
              "read of " + object,
              (client, as) -> {
                long until = nanoTime.getAsLong() + attemptTimeout.toNanos();
                RangeBody answer =
                    client.getObject(
                        r ->
                            r.bucket(bucket)
                                .key(object.path())
                                .versionId(object.versionId())
                                .ifMatch(object.etag().map(tag -> '"' + tag + '"').orElse(null))
                                .range("bytes=" + range.offset() + "-" + (range.end() - 1))
                                .overrideConfiguration(as),
                        (head, in) -> RangeBody.read(head, in, range, nanoTime, until));
                requireWhole(object, answer);
                return answer;
              });
    } catch (StoreException e) {
      throw failed(object, e);
    }
    requireVersion(object, body);
    return body.bytes();
  }

  private static void requireWhole(ObjectName object, RangeBody answer) throws StoreException {
    if (!answer.isWhole()) {
      throw new StoreException(
          StoreFailure.UNAVAILABLE,
          "read of "
              + object
              + " broke off after "
              + answer.bytes().length
              + " of "
              + answer.expected()
              + " bytes");
    }
  }

  private static void requireVersion(ObjectName object, RangeBody body) throws ReadException {
    Optional<String> answered =
        object.versionId() != null
            ? Optional.ofNullable(body.head().versionId())
            : Optional.ofNullable(body.head().eTag()).map(S3RangeSource::bare);
    if (object.version().kind() != ObjectVersion.Kind.NONE
        && answered.isPresent()
        && !answered.get().equals(object.version().text())) {
      throw new ReadException(
          Fault.ALTERED, object + " was answered with the version " + answered.get());
    }
  }

  private ReadException failed(ObjectName object, StoreException e) {
    StoreException settled = absence.settle(object, e);
    Fault fault =
        switch (settled.failure()) {
          case NOT_FOUND -> Fault.MISSING;
          case EXISTS -> Fault.ALTERED;
          case DENIED, EXPIRED -> Fault.REFUSED;
          default -> Fault.UNAVAILABLE;
        };
    return new ReadException(fault, settled.getMessage(), settled);
  }

  private static String bare(String etag) {
    return etag.replace("\"", "");
  }

  @Override
  public void close() {
    access.close();
  }
}
