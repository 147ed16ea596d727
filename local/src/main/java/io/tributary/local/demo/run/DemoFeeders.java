package io.tributary.local.demo.run;

import io.tributary.local.feed.FeedException;
import io.tributary.local.feed.FeedOptions;
import io.tributary.local.feed.FeedProgress;
import io.tributary.local.feed.FeedSummary;
import io.tributary.local.feed.Feeder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Feeds all stores once, a few at a time, in the background. Thread-safe. */
final class DemoFeeders implements AutoCloseable {

  private static final int AT_ONCE = 2;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "tributary-feed");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, FeedSummary> summaries = new ConcurrentHashMap<>();
  private final List<Future<?>> runs = new ArrayList<>();

  /** Starts to feed. */
  DemoFeeders(DemoFolder folder, List<DemoMiner> miners, String bootstrapServers) {
    for (DemoMiner miner : miners) {
      runs.add(workers.submit(() -> feed(folder, miner, bootstrapServers)));
    }
  }

  private FeedSummary feed(DemoFolder folder, DemoMiner miner, String bootstrapServers)
      throws FeedException {
    FeedOptions options =
        FeedOptions.builder(miner.hotkey())
            .store(miner.store())
            .bootstrap(bootstrapServers)
            .audience(DemoFolder.AUDIENCE)
            .netuid(DemoFolder.NETUID)
            .stateDirectory(folder.feeder(miner.name()))
            .build();
    try (Feeder feeder = Feeder.open(options, miner.signer(), progress(miner))) {
      FeedSummary summary = feeder.runOnce();
      summaries.put(miner.name(), summary);
      return summary;
    }
  }

  private FeedProgress progress(DemoMiner miner) {
    return new FeedProgress() {
      @Override
      public void onProgress(FeedSummary soFar) {
        summaries.put(miner.name(), soFar);
      }

      @Override
      public void onProblem(String problem) {
        System.err.println(miner.name() + ": " + problem);
      }
    };
  }

  /** Records handed to Kafka by this run. */
  long recordsSent() {
    return summaries.values().stream().mapToLong(FeedSummary::recordsSent).sum();
  }

  /** Rows seen in the stores by this run. */
  long rowsRead() {
    return summaries.values().stream().mapToLong(FeedSummary::rowsRead).sum();
  }

  /**
   * Whether all stores are fed.
   *
   * @throws DemoException if one of them could not be
   */
  boolean done() throws DemoException, InterruptedException {
    for (Future<?> run : runs) {
      if (!run.isDone()) {
        return false;
      }
      try {
        run.get();
      } catch (ExecutionException e) {
        throw new DemoException("a store could not be fed: " + e.getCause().getMessage(), e);
      }
    }
    return true;
  }

  @Override
  public void close() throws InterruptedException {
    workers.shutdownNow();
    workers.awaitTermination(15, TimeUnit.SECONDS);
  }
}
