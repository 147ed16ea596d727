package io.tributary.local.s3.sts;

/** A refusal of STS: an HTTP status, an error code as AWS names it, and a reason to show. */
final class StsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  StsException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
