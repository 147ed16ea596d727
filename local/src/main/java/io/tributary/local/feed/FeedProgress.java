package io.tributary.local.feed;

/** Watches a feeder. Called on the feeder's thread: must be quick and must not throw. */
public interface FeedProgress {

  /** The figures so far; called after every page of rows and every acknowledged batch. */
  void onProgress(FeedSummary soFar);

  /** A row or line that cannot be sent, told once, as a sentence for people. */
  void onProblem(String problem);
}
