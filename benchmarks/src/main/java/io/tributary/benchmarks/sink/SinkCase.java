package io.tributary.benchmarks.sink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What one process is asked to do.
 *
 * @param contender who writes
 * @param rows how many rows in all
 * @param buckets over how many miners they are spread, in turn
 * @param checkpointEvery time between checkpoints
 * @param heap of the process, as {@code -Xmx} has it
 * @param store where they are written
 * @param forHeap whether the case is there for its heap: only a full collection tells that, and
 *     many of them spoil what it tells of processor time
 */
record SinkCase(
    Contender contender,
    int rows,
    int buckets,
    Duration checkpointEvery,
    String heap,
    Store store,
    boolean forHeap) {

  /** Where files are written. */
  enum Store {
    FILES("local files"),
    S3("S3 in a process of its own");

    private final String title;

    Store(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /** An empty lake of a run. */
    Lake lake(Path folder, String run) {
      return this == S3 ? new S3Lake(run) : new FolderLake(folder.resolve(run).resolve("lake"));
    }
  }

  /** Who writes the rows. */
  enum Contender {
    /** Nobody: what making the rows costs, and handing them over by key. */
    GENERATOR("generator"),
    FILE_SINK("FileSink"),
    MINER_FILE_SINK("MinerFileSink");

    private final String title;

    Contender(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  SinkCase by(Contender other) {
    return new SinkCase(other, rows, buckets, checkpointEvery, heap, store, forHeap);
  }

  /** A small run of the same kind. */
  SinkCase toWarmUp() {
    return new SinkCase(
        contender,
        Math.max(1, rows / 8),
        Math.min(8, buckets),
        checkpointEvery,
        heap,
        store,
        false);
  }

  /** The arguments of {@link SinkMain}, without its folder. */
  List<String> arguments() {
    return List.of(
        contender.name(),
        Integer.toString(rows),
        Integer.toString(buckets),
        Long.toString(checkpointEvery.toMillis()),
        store.name(),
        Boolean.toString(forHeap));
  }

  /** What {@link #arguments} told. */
  static SinkCase of(String[] arguments) {
    return new SinkCase(
        Contender.valueOf(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        Duration.ofMillis(Long.parseLong(arguments[3])),
        "",
        Store.valueOf(arguments[4]),
        Boolean.parseBoolean(arguments[5]));
  }
}
