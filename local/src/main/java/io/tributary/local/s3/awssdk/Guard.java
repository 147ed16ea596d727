package io.tributary.local.s3.awssdk;

import io.tributary.local.s3.S3Errors;
import io.tributary.local.s3.folder.UploadRecord;
import io.tributary.local.s3.policy.Access;
import io.tributary.local.s3.policy.Principal;
import java.util.Optional;

/** Refuses what a principal may not do. */
final class Guard {

  private final Principal principal;
  private final String operatorRole;

  Guard(Principal principal, String operatorRole) {
    this.principal = principal;
    this.operatorRole = operatorRole;
  }

  String role() {
    return principal.role();
  }

  void object(String action, String bucket, String key) {
    check(Access.object(action, bucket, key));
  }

  void bucket(String action, String bucket) {
    check(Access.bucket(action, bucket));
  }

  void listing(String bucket, Optional<String> prefix) {
    check(Access.listing(bucket, prefix));
  }

  boolean mayObject(String action, String bucket, String key) {
    return principal.may(Access.object(action, bucket, key));
  }

  /** Who may not list a key must not learn that it is absent. */
  RuntimeException absent(String bucket, String key) {
    return principal.may(Access.listing(bucket, Optional.of(key)))
        ? S3Errors.noSuchKey()
        : S3Errors.accessDenied();
  }

  /** An upload belongs to the role that began it, and to the operator. */
  UploadRecord own(UploadRecord upload) {
    if (!upload.role().equals(principal.role()) && !principal.role().equals(operatorRole)) {
      throw S3Errors.accessDenied();
    }
    return upload;
  }

  private void check(Access access) {
    if (!principal.may(access)) {
      throw S3Errors.accessDenied();
    }
  }
}
