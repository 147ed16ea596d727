package io.tributary.benchmarks.chaos;

/** What a request to S3 is for, as its first line tells. */
public enum S3Call {
  CREATE,
  PART,
  COMPLETE,
  HEAD,
  OTHER;

  /**
   * The call of a request.
   *
   * @param head from the first line to the empty one
   */
  static S3Call of(String head) {
    String line = head.lines().findFirst().orElse("");
    if (line.startsWith("HEAD ")) {
      return HEAD;
    }
    if (line.startsWith("POST ")) {
      return line.contains("uploadId=") ? COMPLETE : CREATE;
    }
    return line.startsWith("PUT ") && line.contains("partNumber=") ? PART : OTHER;
  }
}
