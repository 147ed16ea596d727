package io.tributary.connectors.store;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach an S3 store, and how patiently. Holds no credentials. Immutable.
 *
 * <p>Start with {@link #aws} or {@link #compatible} and adapt with the {@code with...} methods.
 *
 * @param endpointText where the store answers; null for AWS itself
 * @param region the region that requests are signed for
 * @param pathStyle bucket in the path instead of the host name
 * @param chunkedEncoding sign a body in chunks while it is sent; some stores need it off over plain
 *     http
 * @param checksums send the checksum headers that AWS knows; some other stores refuse them
 * @param bucket the lake's bucket
 * @param partSizeBytes of all parts but the last; at least {@link #MIN_PART_SIZE_BYTES}
 * @param connectTimeout for a connection
 * @param attemptTimeout for one request and its answer
 * @param callDeadline for a call and all its retries
 * @param maxAttempts for a call, the first one included
 * @param backoffBase the ceiling of the first random pause between attempts; doubles each time
 * @param backoffCap the most that ceiling becomes
 */
public record StoreOptions(
    String endpointText,
    String region,
    boolean pathStyle,
    boolean chunkedEncoding,
    boolean checksums,
    String bucket,
    long partSizeBytes,
    Duration connectTimeout,
    Duration attemptTimeout,
    Duration callDeadline,
    int maxAttempts,
    Duration backoffBase,
    Duration backoffCap)
    implements Serializable {

  /** S3 refuses smaller parts, except the last. */
  public static final long MIN_PART_SIZE_BYTES = 5L << 20;

  /** The part size unless another is asked for. */
  public static final long DEFAULT_PART_SIZE_BYTES = 8L << 20;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public StoreOptions {
    Objects.requireNonNull(region, "region");
    require(!bucket.isBlank(), "the bucket must have a name");
    require(
        partSizeBytes >= MIN_PART_SIZE_BYTES && partSizeBytes <= Integer.MAX_VALUE,
        "a part has 5 MiB to 2 GiB, not " + partSizeBytes + " bytes");
    require(maxAttempts >= 1, "at least one attempt, not " + maxAttempts);
    requirePositive(connectTimeout, "connect timeout");
    requirePositive(attemptTimeout, "attempt timeout");
    requirePositive(callDeadline, "call deadline");
    requirePositive(backoffBase, "backoff base");
    require(backoffCap.compareTo(backoffBase) >= 0, "the backoff's cap is below its base");
  }

  /** AWS itself, in a region. */
  public static StoreOptions aws(String region, String bucket) {
    return new StoreOptions(
        null,
        region,
        false,
        true,
        false,
        bucket,
        DEFAULT_PART_SIZE_BYTES,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofMinutes(2),
        6,
        Duration.ofMillis(200),
        Duration.ofSeconds(10));
  }

  /** A store that speaks S3 at an endpoint: path style, region {@code us-east-1}. */
  public static StoreOptions compatible(URI endpoint, String bucket) {
    return aws("us-east-1", bucket).withEndpoint(endpoint).withPathStyle(true);
  }

  /** Where the store answers; empty for AWS itself. */
  public Optional<URI> endpoint() {
    return Optional.ofNullable(endpointText).map(URI::create);
  }

  /** The same with another endpoint; null for AWS itself. */
  public StoreOptions withEndpoint(URI endpoint) {
    String text = endpoint == null ? null : endpoint.toString();
    return copy(text, region, pathStyle, chunkedEncoding, checksums, partSizeBytes);
  }

  /** The same in another region. */
  public StoreOptions withRegion(String other) {
    return copy(endpointText, other, pathStyle, chunkedEncoding, checksums, partSizeBytes);
  }

  /** The same with the bucket in the path, or in the host name. */
  public StoreOptions withPathStyle(boolean on) {
    return copy(endpointText, region, on, chunkedEncoding, checksums, partSizeBytes);
  }

  /** The same with bodies signed in chunks, or not. */
  public StoreOptions withChunkedEncoding(boolean on) {
    return copy(endpointText, region, pathStyle, on, checksums, partSizeBytes);
  }

  /** The same with AWS's checksum headers, or without. */
  public StoreOptions withChecksums(boolean on) {
    return copy(endpointText, region, pathStyle, chunkedEncoding, on, partSizeBytes);
  }

  /** The same with another part size. */
  public StoreOptions withPartSizeBytes(long bytes) {
    return copy(endpointText, region, pathStyle, chunkedEncoding, checksums, bytes);
  }

  /** The same with other patience: for one attempt, for a whole call, and how many attempts. */
  public StoreOptions withPatience(Duration attempt, Duration call, int attempts) {
    return new StoreOptions(
        endpointText,
        region,
        pathStyle,
        chunkedEncoding,
        checksums,
        bucket,
        partSizeBytes,
        connectTimeout,
        attempt,
        call,
        attempts,
        backoffBase,
        backoffCap);
  }

  /** The same with other pauses between attempts. */
  public StoreOptions withBackoff(Duration base, Duration cap) {
    return new StoreOptions(
        endpointText,
        region,
        pathStyle,
        chunkedEncoding,
        checksums,
        bucket,
        partSizeBytes,
        connectTimeout,
        attemptTimeout,
        callDeadline,
        maxAttempts,
        base,
        cap);
  }

  private StoreOptions copy(
      String newEndpoint,
      String newRegion,
      boolean newPathStyle,
      boolean newChunked,
      boolean newChecksums,
      long newPartSize) {
    return new StoreOptions(
        newEndpoint,
        newRegion,
        newPathStyle,
        newChunked,
        newChecksums,
        bucket,
        newPartSize,
        connectTimeout,
        attemptTimeout,
        callDeadline,
        maxAttempts,
        backoffBase,
        backoffCap);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  private static void requirePositive(Duration duration, String name) {
    require(
        !duration.isNegative() && !duration.isZero(),
        "the " + name + " must be above zero, not " + duration);
  }
}
