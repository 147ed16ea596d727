package io.tributary.benchmarks.chaos;

import java.util.Optional;

/** When something is done. */
enum Moment {
  ANY("at any time", Optional.empty()),
  UPLOAD_BEGINS("an upload is begun", Optional.of(S3Call.CREATE)),
  PART_ARRIVES("a part is under way", Optional.of(S3Call.PART)),
  COMMIT("a commit is under way", Optional.of(S3Call.COMPLETE)),
  CHECKPOINT("a checkpoint is complete", Optional.empty());

  private final String text;
  private final Optional<S3Call> call;

  Moment(String text, Optional<S3Call> call) {
    this.text = text;
    this.call = call;
  }

  /** For people. */
  String text() {
    return text;
  }

  /** The request to S3 that shows that it has come. */
  Optional<S3Call> call() {
    return call;
  }
}
