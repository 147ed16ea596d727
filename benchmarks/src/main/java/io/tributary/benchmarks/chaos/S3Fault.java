package io.tributary.benchmarks.chaos;

/** How a request can fail: to S3, or to the token service. */
public enum S3Fault {
  /** 503 SlowDown. */
  THROTTLED("503", "503 Slow Down", "SlowDown"),
  /** 500 InternalError. */
  BROKEN("500", "500 Internal Server Error", "InternalError"),
  /** 400 ExpiredToken, as for a session that ended between staging and commit. */
  EXPIRED("token expired", "400 Bad Request", "ExpiredToken"),
  /** The connection is reset before the store has seen the request. */
  RESET("connection reset", "", ""),
  /** The store does it, and the client never hears of it. */
  LOST_ANSWER("answer lost", "", ""),
  /** The answer breaks off in the middle of its body. */
  TRUNCATED("answer broken off", "", ""),
  /** The request reaches the store seconds late. */
  LATE("late", "", ""),
  /** No answer, and the connection stays open. */
  HANGING("no answer", "", "");

  private final String text;
  private final String status;
  private final String code;

  S3Fault(String text, String status, String code) {
    this.text = text;
    this.status = status;
    this.code = code;
  }

  /** For people. */
  public String text() {
    return text;
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
