package io.tributary.benchmarks.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Carries out a plan. Faults that last go on while the next steps are taken. For one use. */
final class Director implements AutoCloseable {

  private static final Duration MOMENT = Duration.ofSeconds(15);
  private static final Duration CALM = Duration.ofSeconds(90);

  private final ChaosCluster cluster;
  private final Surroundings surroundings;
  private final ChaosStore store;
  private final S3Faults s3;
  private final String job;
  private final PrintStream err;
  private final long startNanos = System.nanoTime();
  private final List<Event> events = new ArrayList<>();
  private final List<Future<Void>> lasting = new ArrayList<>();
  private final ExecutorService ends =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "chaos-end");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param job its id in hex
   * @param err is told every step
   */
  Director(
      ChaosCluster cluster,
      Surroundings surroundings,
      ChaosStore store,
      S3Faults s3,
      String job,
      PrintStream err) {
    this.cluster = cluster;
    this.surroundings = surroundings;
    this.store = store;
    this.s3 = s3;
    this.job = job;
    this.err = err;
  }

  /** Takes all steps, and returns when the last fault has ended. */
  List<Event> run(Plan plan) throws Exception {
    for (Step step : plan.steps()) {
      Event event = take(step);
      events.add(event);
      err.printf(
          "%6.1f s  %s, %s%s%s%n",
          event.atSeconds(),
          step.action().text(),
          step.moment().text(),
          event.onTime() ? "" : " (did not come)",
          event.calmSeconds().map(s -> String.format("; calm after %.1f s", s)).orElse(""));
    }
    for (Future<Void> end : lasting) {
      end.get();
    }
    return List.copyOf(events);
  }

  private Event take(Step step) throws Exception {
    TimeUnit.NANOSECONDS.sleep(step.pause().toNanos());
    boolean onTime = await(step.moment());
    double at = seconds(startNanos);
    long nowMillis = System.currentTimeMillis();
    long now = System.nanoTime();
    act(step);
    boolean calm =
        step.calm()
            && Conditions.await(
                CALM, () -> revived() && cluster.rest().checkpointBegan(job) > nowMillis);
    return new Event(step, at, onTime, calm ? Optional.of(seconds(now)) : Optional.empty());
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  /** A process that ends because of a fault is started again, as a supervisor would. */
  private boolean revived() throws Exception {
    if (cluster.revive() > 0) {
      err.println("          a process ended by itself and was started again");
    }
    return true;
  }

  private boolean await(Moment moment) throws Exception {
    if (moment.call().isPresent()) {
      return s3.awaitNext(moment.call().get(), MOMENT);
    }
    if (moment == Moment.CHECKPOINT) {
      long before = cluster.rest().checkpoint(job);
      return Conditions.await(MOMENT, () -> cluster.rest().checkpoint(job) > before);
    }
    return true;
  }

  private void act(Step step) throws Exception {
    switch (step.action()) {
      case KILL_TASK_MANAGER -> cluster.killTaskManager(step.taskManager());
      case KILL_JOB_MANAGER -> cluster.killJobManager();
      case KAFKA_RESTART -> surroundings.restartKafka();
      case AUTH_DOWN -> {
        store.stopAuth();
        later(step, store::startAuth);
      }
      case SPOOL_GONE -> {
        surroundings.takeSpool();
        later(step, surroundings::giveSpool);
      }
      default -> {
        long trouble = s3.begin(step.action().trouble().orElseThrow());
        later(step, () -> s3.end(trouble));
      }
    }
  }

  /** Something that ends a fault. */
  private interface End {
    void run() throws Exception;
  }

  private void later(Step step, End end) {
    lasting.add(
        ends.submit(
            () -> {
              TimeUnit.NANOSECONDS.sleep(step.lasts().toNanos());
              end.run();
              return null;
            }));
  }

  @Override
  public void close() {
    ends.shutdownNow();
  }
}
