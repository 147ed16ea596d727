package io.tributary.benchmarks.chaos;

import io.tributary.hotkey.batch.BatchLimits;
import io.tributary.local.demo.run.DemoFolder;
import io.tributary.local.demo.run.DemoMiner;
import io.tributary.local.feed.BatchOutput;
import io.tributary.local.feed.FeedException;
import io.tributary.local.feed.FeedOptions;
import io.tributary.local.feed.FeedProgress;
import io.tributary.local.feed.FeedSummary;
import io.tributary.local.feed.Feeder;
import io.tributary.local.feed.KafkaBatchOutput;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Feeds all stores at the same time, at a common pace, and again after a failure until all of it is
 * acknowledged. Thread-safe.
 */
final class ChaosFeeders implements AutoCloseable {

  /** So small that a run has many. */
  static final int RECORDS_A_BATCH = 20;

  private static final BatchLimits LIMITS =
      new BatchLimits(
          BatchLimits.DEFAULT.maxMessageBytes(),
          BatchLimits.DEFAULT.targetMessageBytes(),
          BatchLimits.DEFAULT.maxUncompressedBytes(),
          RECORDS_A_BATCH);

  private final Pace pace;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "chaos-feed");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final AtomicLong again = new AtomicLong();
  private final List<Future<?>> runs = new ArrayList<>();

  /** Starts to feed. */
  ChaosFeeders(DemoFolder folder, List<DemoMiner> miners, String bootstrapServers, Pace pace) {
    this.pace = pace;
    for (DemoMiner miner : miners) {
      FeedOptions options =
          FeedOptions.builder(miner.hotkey())
              .store(miner.store())
              .bootstrap(bootstrapServers)
              .audience(DemoFolder.AUDIENCE)
              .netuid(DemoFolder.NETUID)
              .stateDirectory(folder.feeder(miner.name()))
              .limits(LIMITS)
              .build();
      runs.add(workers.submit(() -> feed(miner, options)));
    }
  }

  private Void feed(DemoMiner miner, FeedOptions options) throws Exception {
    BatchOutput output = new Paced(KafkaBatchOutput.open(options), pace);
    try (Feeder feeder =
        new Feeder(
            options,
            miner.signer(),
            progress(miner),
            output,
            Clock.systemUTC(),
            new SecureRandom())) {
      while (true) {
        try {
          feeder.runOnce();
          return null;
        } catch (FeedException e) {
          if (Thread.currentThread().isInterrupted()) {
            throw e;
          }
          again.incrementAndGet();
        }
      }
    }
  }

  private FeedProgress progress(DemoMiner miner) {
    return new FeedProgress() {
      @Override
      public void onProgress(FeedSummary soFar) {
        sent.put(miner.name(), soFar.recordsSent());
      }

      @Override
      public void onProblem(String problem) {
        System.err.println(miner.name() + ": " + problem);
      }
    };
  }

  /** Batches wait for their turn; the rest is the wrapped output's. */
  private record Paced(BatchOutput output, Pace pace) implements BatchOutput {
    @Override
    public CompletableFuture<Void> send(byte[] key, byte[] message) {
      try {
        pace.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CompletableFuture.failedFuture(new FeedException("interrupted before sending", e));
      }
      return output.send(key, message);
    }

    @Override
    public void close() {
      output.close();
    }
  }

  /** Records that Kafka has acknowledged. */
  long recordsSent() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How often a pass failed and began again, after which records may have been sent twice. */
  long passesAgain() {
    return again.get();
  }

  /** Whether all stores are fed. */
  boolean done() throws ExecutionException, InterruptedException {
    for (Future<?> run : runs) {
      if (!run.isDone()) {
        return false;
      }
      run.get();
    }
    return true;
  }

  @Override
  public void close() throws InterruptedException {
    workers.shutdownNow();
    workers.awaitTermination(15, TimeUnit.SECONDS);
  }
}
