package io.tributary.local.s3.policy;

import java.util.Optional;

/**
 * One thing that somebody wants to do.
 *
 * @param action as AWS names it, such as {@code s3:PutObject}
 * @param resource the ARN it is done to
 * @param prefix of a listing, if one was asked for
 */
public record Access(String action, String resource, Optional<String> prefix) {

  /** Something done to an object. */
  public static Access object(String action, String bucket, String key) {
    return new Access(action, "arn:aws:s3:::" + bucket + "/" + key, Optional.empty());
  }

  /** Something done to a bucket. */
  public static Access bucket(String action, String bucket) {
    return new Access(action, "arn:aws:s3:::" + bucket, Optional.empty());
  }

  /** A listing of the keys that start with a prefix; empty if none was asked for. */
  public static Access listing(String bucket, Optional<String> prefix) {
    return new Access("s3:ListBucket", "arn:aws:s3:::" + bucket, prefix);
  }
}
