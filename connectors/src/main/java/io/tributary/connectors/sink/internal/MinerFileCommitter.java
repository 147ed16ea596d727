package io.tributary.connectors.sink.internal;

import io.tributary.connectors.sink.StagedFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.MetricGroup;

/**
 * Makes staged files visible after their checkpoint, in parallel and under one deadline, and
 * publishes each manifest. Returns only when every file is committed and published, or parked and
 * published.
 *
 * <p>Never asks Flink to retry (that loops without delay and then fails the job) and never reports
 * a failure that drops a file. What cannot be decided because the log of files does not answer
 * fails the job, which then restores and commits again.
 */
final class MinerFileCommitter implements Committer<StagedFile> {

  private final CommitServices services;
  private final FileCompleter completer;
  private final Duration deadline;
  private final ExecutorService workers;
  private final AtomicLong filesCommitted = new AtomicLong();
  private final AtomicLong rowsCommitted = new AtomicLong();
  private final AtomicLong filesParked = new AtomicLong();

  /**
   * @param services the store, credentials and log; closed with this
   * @param completer completes single files
   * @param deadline for all files of one checkpoint together
   * @param parallelism files at the same time
   */
  MinerFileCommitter(
      CommitServices services,
      FileCompleter completer,
      Duration deadline,
      int parallelism,
      MetricGroup metrics) {
    this.services = services;
    this.completer = completer;
    this.deadline = deadline;
    this.workers = Executors.newFixedThreadPool(parallelism, daemon("tributary-commit"));
    metrics.gauge("filesCommitted", filesCommitted::get);
    metrics.gauge("rowsCommitted", rowsCommitted::get);
    metrics.gauge("filesParked", filesParked::get);
    CredentialGauges.register(metrics, services.credentials()::calls);
  }

  @Override
  public void commit(Collection<CommitRequest<StagedFile>> requests)
      throws IOException, InterruptedException {
    long deadlineNanos = completer.deadlineNanos(deadline);
    List<Future<CommitResult>> results = new ArrayList<>(requests.size());
    for (CommitRequest<StagedFile> request : requests) {
      results.add(workers.submit(() -> commit(request.getCommittable(), deadlineNanos)));
    }
    try {
      int next = 0;
      for (CommitRequest<StagedFile> request : requests) {
        CommitResult result = result(results.get(next++));
        if (result.ending() == CommitResult.Ending.ALREADY_COMMITTED) {
          request.signalAlreadyCommitted();
        }
      }
    } finally {
      results.forEach(future -> future.cancel(true));
    }
  }

  private CommitResult commit(StagedFile file, long deadlineNanos)
      throws IOException, InterruptedException {
    CommitResult result = completer.complete(file, deadlineNanos);
    if (result.ending() == CommitResult.Ending.PARKED) {
      services.log().parked(file, result.reason());
      filesParked.incrementAndGet();
    } else {
      services.log().committed(file);
      filesCommitted.incrementAndGet();
      rowsCommitted.addAndGet(file.rows());
    }
    return result;
  }

  private static CommitResult result(Future<CommitResult> future)
      throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException) {
        throw new InterruptedException("interrupted while committing");
      }
      throw new IOException("a staged file could be neither committed nor parked", e.getCause());
    }
  }

  static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() throws Exception {
    workers.shutdownNow();
    services.close();
  }
}
