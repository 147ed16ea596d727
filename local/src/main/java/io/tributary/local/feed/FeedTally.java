package io.tributary.local.feed;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Counts, and tells the watcher. Written by one thread; {@link #summary} may be asked by any. */
final class FeedTally {

  private static final int REMEMBERED = 100_000;

  private final FeedProgress progress;
  private final Set<ByteBuffer> told = new HashSet<>();
  private volatile FeedSummary summary = new FeedSummary(0, 0, 0, 0, 0, 0);

  FeedTally(FeedProgress progress) {
    this.progress = progress;
  }

  FeedSummary summary() {
    return summary;
  }

  void read(long rows) {
    FeedSummary s = summary;
    set(
        new FeedSummary(
            s.rowsRead() + rows,
            s.recordsSent(),
            s.batchesSent(),
            s.bytes(),
            s.unreadable(),
            s.unsendable()));
  }

  void sent(int records, int bytes) {
    FeedSummary s = summary;
    set(
        new FeedSummary(
            s.rowsRead(),
            s.recordsSent() + records,
            s.batchesSent() + 1,
            s.bytes() + bytes,
            s.unreadable(),
            s.unsendable()));
  }

  void unreadable(String problem) {
    FeedSummary s = summary;
    set(
        new FeedSummary(
            s.rowsRead(),
            s.recordsSent(),
            s.batchesSent(),
            s.bytes(),
            s.unreadable() + 1,
            s.unsendable()));
    progress.onProblem(problem);
  }

  /** Told once per content of a row, however many passes meet it. */
  void unsendable(SourceRow row, String why) {
    if (told.size() == REMEMBERED) {
      told.clear();
    }
    if (told.add(ByteBuffer.wrap(row.digest()))) {
      FeedSummary s = summary;
      set(
          new FeedSummary(
              s.rowsRead(),
              s.recordsSent(),
              s.batchesSent(),
              s.bytes(),
              s.unreadable(),
              s.unsendable() + 1));
      progress.onProblem("not sent: " + row.name() + ": " + why);
    }
  }

  private void set(FeedSummary next) {
    summary = next;
    progress.onProgress(next);
  }
}
