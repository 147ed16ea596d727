package io.tributary.local.s3;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The refusals of this server, as S3 words them. */
public final class S3Errors {

  private S3Errors() {}

  /** The principal may not do this, or nobody may. */
  public static S3Exception accessDenied() {
    return of(403, "AccessDenied", "Access Denied");
  }

  /** There is no such upload, or it is one for another key. */
  public static S3Exception noSuchUpload() {
    return of(404, "NoSuchUpload", "The specified upload does not exist.");
  }

  /** There is no such object. */
  public static S3Exception noSuchKey() {
    return of(404, "NoSuchKey", "The specified key does not exist.");
  }

  /** There is no such bucket. */
  public static S3Exception noSuchBucket() {
    return of(404, "NoSuchBucket", "The specified bucket does not exist.");
  }

  /** The key has an object, and the request was conditional on its having none. */
  public static S3Exception preconditionFailed() {
    return of(412, "PreconditionFailed", "At least one of the preconditions did not hold.");
  }

  /** An argument is wrong. */
  public static S3Exception invalidArgument(String message) {
    return of(400, "InvalidArgument", message);
  }

  /** Any error. */
  public static S3Exception of(int status, String code, String message) {
    AwsErrorDetails details =
        AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    return (S3Exception)
        S3Exception.builder().statusCode(status).message(message).awsErrorDetails(details).build();
  }
}
