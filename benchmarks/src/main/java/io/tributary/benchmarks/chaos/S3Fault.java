package io.tributary.benchmarks.chaos;

/** How a request to S3 can fail. */
enum S3Fault {
  /** 503 SlowDown. */
  THROTTLED("503 Slow Down", "SlowDown"),
  /** 500 InternalError. */
  BROKEN("500 Internal Server Error", "InternalError"),
  /** 400 ExpiredToken, as for a session that ended between staging and commit. */
  EXPIRED("400 Bad Request", "ExpiredToken"),
  /** The connection is reset before the store has seen the request. */
  RESET("", ""),
  /** The store does it, and the client never hears of it. */
  LOST_ANSWER("", ""),
  /** The request reaches the store seconds late. */
  LATE("", "");

  private final String status;
  private final String code;

  S3Fault(String status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The status line's end, if the fault is an answer. */
  String status() {
    return status;
  }

  /** S3's error code, if the fault is an answer. */
  String code() {
    return code;
  }
}
