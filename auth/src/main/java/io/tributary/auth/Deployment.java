package io.tributary.auth;

import io.tributary.hotkey.wire.Octets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What one deployment is: what requests must name, and what credentials may touch. Immutable.
 *
 * @param audience its name, which every request is signed for
 * @param netuid its subnet
 * @param bucket the bucket of the lake
 * @param sinkKeys the 32-byte public keys of its sinks, whose countersignature opens {@code data/}
 */
public record Deployment(String audience, int netuid, String bucket, Set<Octets> sinkKeys) {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /**
   * @throws IllegalArgumentException if the bucket's name could not be one of S3, or a key has not
   *     32 bytes
   */
  public Deployment {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "not the name of a bucket (3 to 63 of a-z, 0-9, dot, dash): " + bucket);
    }
    sinkKeys = Set.copyOf(sinkKeys);
    if (sinkKeys.stream().anyMatch(key -> key.size() != 32)) {
      throw new IllegalArgumentException("the public key of a sink has 32 bytes");
    }
  }
}
